/**
 * Typed exceptions for WeChat Pay APIv3, and the Feign error decoder that creates them.
 *
 * <ul>
 *   <li>What do I catch, and what does it tell me? {@code WechatPayException}, {@code Outcome},
 *       {@code NextStep}, {@code ErrorDetail}
 *   <li>Which answer is an error? {@code ClientErrorException} (4xx), {@code ServerErrorException}
 *       (5xx), {@code UnexpectedStatusException}, and a subclass for each documented code
 *   <li>Did the network or our own code fail? {@code TransportException}, {@code
 *       LocalFailureException}; before an attempt sent anything: {@code RequestNotSignedException},
 *       {@code NoVerificationKeyException}, {@code CallHeldBackException}
 *   <li>Why is a success not accepted? {@code ResponseNotVerifiedException}, {@code
 *       UnusableAnswerException}
 *   <li>How does an answer become an exception? {@code WechatPayErrorDecoder}, {@code ErrorAnswer},
 *       {@code ErrorTable} and {@code StatusTable}; {@code GatewayErrorException} is their base
 *   <li>How is an error body read? {@code ResponseBodies}, {@code ErrorBody}, {@code JsonWords}
 *   <li>How are headers read? {@code ResponseHeaders}, {@code RetryAfter}, {@code HttpDates}
 *   <li>Why was a signature refused? {@code SignErrorExplanation}, {@code VerifiedMessage}
 *   <li>What does an HTTP client add to an answer? {@code CallFacts}, {@code SignedRequest}
 *   <li>How is a text made safe, or a cause found? {@code Texts}, {@code Causes}
 * </ul>
 */
@NullMarked
package io.github.wechatpayfeign.errors;

import org.jspecify.annotations.NullMarked;
