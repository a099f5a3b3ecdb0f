/**
 * One call of WeChat Pay APIv3: attempts, retry, failover, deadline and platform certificates.
 * Begin with {@code WechatPayClient.execute}. The files, by the question that they answer:
 *
 * <ul>
 *   <li>a call: WechatPayClient, ApiCall, FeignMethod, MethodFacts, RequestPath, DeclaredMerchant,
 *       OngoingCall, CallObservers, HeldCall, Deadlines, Invocations, InvocationRecord
 *   <li>an attempt: Attempt, AttemptSender, AttemptTag, HttpTranslation, AttemptStarter, SendOnce,
 *       SigningInterceptor, ResponseReader, AttemptResult, AttemptFailure
 *   <li>again (retry): Reentrant, RetryPolicy, RetryBudget
 *   <li>elsewhere (failover): Failover, FailoverInterceptor, GatewayUrl
 *   <li>later (async): AsyncInvocations, AsyncInvocation, AsyncCall, AsyncThreads
 *   <li>believed: CallKeys, MerchantTrust, KeyAvailability, PlatformCertificates, DownloadedKeys,
 *       CertificateDownloads, CertificatesApi, ReplayMemory, SuccessStatus, BodyShape
 *   <li>settings: WechatPayClientBuilder, MerchantDirectory, CallRules, HttpRules, DefaultHttp,
 *       ClientOptions, OkHttpVersion
 * </ul>
 */
@NullMarked
package io.github.wechatpayfeign.client;

import org.jspecify.annotations.NullMarked;
