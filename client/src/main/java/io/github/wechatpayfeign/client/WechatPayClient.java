package io.github.wechatpayfeign.client;

import feign.AsyncClient;
import feign.Client;
import feign.InvocationHandlerFactory;
import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.client.observe.CallGuard;
import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.CallHeldBackException;
import io.github.wechatpayfeign.errors.LocalFailureException;
import io.github.wechatpayfeign.errors.NoVerificationKeyException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.merchant.KeyValidity;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantSource;
import io.github.wechatpayfeign.signing.ResponseVerifier;
import io.github.wechatpayfeign.signing.VerificationFailure;
import io.github.wechatpayfeign.signing.WechatPayRequestInterceptor;
import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client under a Feign interface of WeChat Pay APIv3. It signs the bytes of each request
 * that it sends, and verifies each answer before Feign sees it. Use it together with {@link
 * WechatPayRequestInterceptor}, which names the merchant.
 *
 * <p>It serves one merchant, or all merchants of a {@link MerchantDirectory}: each request names
 * the merchant that signs it. Keys may change at any time. For a merchant with an APIv3 key, the
 * client downloads platform certificates:
 *
 * <ul>
 *   <li>before the first call that needs one;
 *   <li>again in the background, when a call finds them older than {@link
 *       WechatPayClientBuilder#certificateRefresh};
 *   <li>at once, but at most once a minute, when an answer names an unknown serial.
 * </ul>
 *
 * <p>A call that already has a key waits for a download only in the last case.
 *
 * <p>Every 2xx is verified, also an empty 204. An answer with another status is verified if it is
 * signed. A body must fit its status, and the same answer is never accepted twice ({@link
 * WechatPayClientBuilder#withoutReplayCheck}). A body may be at most 1 MiB long. No redirect is
 * followed.
 *
 * <p>A call of a {@link Reentrant} method is repeated as {@link RetryPolicy} says, each time with a
 * new signature. Any other call is sent once. If no connection to the main domain can be made, the
 * attempt moves to the backup domain at once. The deadline of a call covers all its attempts and
 * pauses.
 *
 * <p>Feign's error decoder maps error answers to exceptions. In addition, a call throws
 *
 * <ul>
 *   <li>{@link ResponseNotVerifiedException} for an answer that fails verification;
 *   <li>{@link TransportException} if the network failed;
 *   <li>{@link NoVerificationKeyException} if nothing was sent because there was no key to verify
 *       the answer with;
 *   <li>{@link CallHeldBackException} if a {@link CallGuard} held the call back, so that nothing
 *       was sent;
 *   <li>the exception of {@link WechatPayErrorDecoder} for a 202, and for any success other than
 *       204 if the method returns nothing.
 * </ul>
 *
 * <p>Thread-safe. It serves {@code Feign.builder()} and {@code AsyncFeign.builder()}.
 */
public final class WechatPayClient implements Client, AsyncClient<Object>, Closeable {

  private final MerchantDirectory merchants;
  private final OkHttpClient http;
  private final OwnParts own;
  private final CallRules rules;
  private final AttemptSender attempts;
  private final ExecutorService threads = AsyncThreads.newPool();
  private final @Nullable Failover failover;
  private final MerchantKeys keys;
  private final CertificateDownloads downloads;
  private final List<CallListener> listeners;
  private final List<CallGuard> guards;
  private volatile boolean closed;

  WechatPayClient(WechatPayClientBuilder builder) {
    this.merchants = builder.merchants();
    this.rules = builder.rules();
    this.failover = builder.failover();
    this.listeners = builder.listeners();
    this.guards = builder.guards();
    OkHttpClient base = builder.base();
    this.http = HttpRules.enforce(builder.changed(base), threads);
    this.own = new OwnParts(http, base, builder.ownsHttp());
    ResponseVerifier verifier = new ResponseVerifier(rules.clock(), builder.tolerance());
    this.attempts =
        new AttemptSender(
            http, builder.signer(), failover, new ResponseReader(verifier, builder.replayMemory()));
    this.downloads = new CertificateDownloads(this, options(), builder.certificateRefresh(), rules);
    this.keys = new MerchantKeys(merchants, downloads, verifier, rules.deadline());
  }

  /**
   * Returns a builder of a client that signs for one merchant.
   *
   * @param merchant the merchant that signs, with the keys of WeChat Pay that verify: a {@link
   *     Merchant}, or a source whose keys may change
   * @throws IllegalStateException if the OkHttp on the class path is older than 4.12.0: the message
   *     says what to do
   */
  public static WechatPayClientBuilder builder(MerchantSource merchant) {
    return new WechatPayClientBuilder(only(merchant));
  }

  /**
   * Returns a builder of a client that signs for many merchants.
   *
   * @param merchants the merchants that it signs for; each call looks its merchant up by number
   * @throws IllegalStateException if the OkHttp on the class path is older than 4.12.0: the message
   *     says what to do
   */
  public static WechatPayClientBuilder builder(MerchantDirectory merchants) {
    return new WechatPayClientBuilder(merchants);
  }

  private static MerchantDirectory only(MerchantSource merchant) {
    String only = Objects.requireNonNull(merchant, "merchant").merchant().mchid();
    return mchid -> mchid.equals(only) ? merchant : null;
  }

  @Override
  public Response execute(Request request, Request.Options options) {
    requireOpen();
    InvocationRecord record = Invocations.current();
    long startedAt = startOf(record);
    HeldCall held = watch(record, startedAt);
    try {
      ApiCall api = ApiCall.of(request, options, merchants);
      OngoingCall call = held.holds(begin(api, startedAt, record));
      AttemptResult answer = lastAnswer(api, call);
      if (record != null) {
        record.ended(answer, call.facts());
      }
      return answer.deliver();
    } catch (Exception | Error e) {
      throw beforeCall(e);
    } finally {
      held.close();
    }
  }

  private long startOf(@Nullable InvocationRecord record) {
    return record == null ? rules.nanoTime().getAsLong() : record.beginCall();
  }

  private HeldCall watch(@Nullable InvocationRecord record, long startedAt) {
    HeldCall held = record == null ? null : record.handOver();
    return held == null
        ? HeldCall.watch(
            rules.deadline().minusNanos(rules.nanoTime().getAsLong() - startedAt), threads)
        : held;
  }

  /** Returns the call's own exception, or that of a failure before the first attempt. */
  private static RuntimeException beforeCall(Throwable failure) {
    return failure instanceof WechatPayException || CallerMistake.is(failure)
        ? (RuntimeException) failure
        : LocalFailureException.beforeSending(failure, CallFacts.NO_ATTEMPT);
  }

  /** Returns the answer that ends the call; throws its verdict if code of this process broke it. */
  private AttemptResult lastAnswer(ApiCall api, OngoingCall call) {
    AttemptResult answer;
    try {
      answer = repeat(api, call);
    } catch (Exception | Error e) {
      call.end();
      RuntimeException verdict = call.broken(e);
      var unused = call.tellEnd(verdict);
      throw verdict;
    }
    call.end();
    var unused = call.tellEnd(answer);
    return answer;
  }

  private AttemptResult repeat(ApiCall api, OngoingCall call) {
    CallKeys keys = keysOf(api, call);
    KeyAvailability.await(keys.available(), call.remaining());
    call.passGuards();
    AttemptResult answer = null;
    while (true) {
      Attempt attempt = call.begin(keys.ofNow());
      if (attempt == null) {
        return answer == null ? AttemptResult.failure(call.timeUp()) : answer;
      }
      answer = attempts.send(api, attempt, call.remaining());
      call.report(answer);
      Duration pause = call.pauseAfter(answer);
      if (pause == null || interrupted(pause)) {
        return answer;
      }
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("This WechatPayClient is closed: nothing was sent");
    }
  }

  private OngoingCall begin(ApiCall api, long startedAt, @Nullable InvocationRecord record) {
    CallObservers watch =
        listeners.isEmpty() && guards.isEmpty()
            ? CallObservers.NOBODY
            : CallObservers.start(
                listeners, guards, api.method().start(api.request(), api.mchid()));
    boolean earlierUnknown = record != null && record.isUnknown();
    return new OngoingCall(rules, api.method().isReentrant(), watch, startedAt, earlierUnknown);
  }

  private CallKeys keysOf(ApiCall api, OngoingCall call) {
    return new CallKeys(api, downloads, call::remaining);
  }

  /** Pauses; returns true if the thread was interrupted meanwhile, which ends the call. */
  private static boolean interrupted(Duration pause) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  @SuppressWarnings("try")
  public CompletableFuture<Response> execute(
      Request request, Request.Options options, Optional<Object> requestContext) {
    requireOpen();
    AsyncInvocation invocation = AsyncInvocation.current();
    InvocationRecord record = invocation == null ? null : invocation.record();
    long startedAt = startOf(record);
    HeldCall held = watch(record, startedAt);
    try {
      ApiCall api = ApiCall.of(request, options, merchants);
      OngoingCall call = begin(api, startedAt, record);
      return new AsyncCall(api, keysOf(api, call), call, attempts, threads).start();
    } catch (Exception | Error e) {
      throw beforeCall(e);
    } finally {
      held.close();
    }
  }

  /**
   * Returns the factory to set on a {@code Feign.Builder}, so that its methods throw only
   * exceptions with an outcome. Without it, for example, an exception that a decoder throws after a
   * verified answer does not say that the request was sent.
   *
   * <p>An exception that the user's own {@link feign.codec.ErrorDecoder} makes from an error answer
   * is thrown unchanged.
   */
  public InvocationHandlerFactory invocations() {
    return new Invocations(() -> new InvocationRecord(rules, threads));
  }

  /**
   * Returns the factory to set on an {@code AsyncFeign.Builder}, so that its futures keep the
   * promises of a synchronous call. Without it, some exceptions inside Feign leave a future open
   * indefinitely, and cancelling a future does not end its call.
   *
   * <ul>
   *   <li>A future always ends, soon after the call's deadline at the latest. Anything that is
   *       thrown, also an {@code Error}, ends the future; no method throws.
   *   <li>If the caller cancels a future, or completes it in another way, the call is aborted: its
   *       connection is closed, a pause ends, and nothing more is sent. A request that was sent
   *       before may have taken effect.
   *   <li>Actions that are chained to a future run on a thread that no call needs. They may block,
   *       even until other calls end.
   * </ul>
   *
   * <p>Each method of an interface has to return a {@link CompletableFuture}.
   */
  public InvocationHandlerFactory asyncInvocations() {
    return new AsyncInvocations(() -> new InvocationRecord(rules, threads));
  }

  /**
   * Returns Feign options with the connect and read timeouts of this client. Feign's own defaults
   * would override them.
   */
  public Request.Options options() {
    return new ClientOptions(http.connectTimeoutMillis(), http.readTimeoutMillis());
  }

  /** Returns the clock for timestamps, by default the system's. */
  public Clock clock() {
    return rules.clock();
  }

  /**
   * Returns the merchant whose key signs the next call: the one in the directory with the number of
   * the given one, or the given one if the directory has none.
   */
  public Merchant currentMerchant(MerchantSource merchant) {
    return keys.source(merchant).merchant();
  }

  /**
   * Returns whether calls now try the backup domain first, because connections to the main domain
   * failed three times in a row within the last minutes.
   */
  public boolean prefersBackup() {
    return failover != null && failover.prefersBackup();
  }

  /**
   * Returns the keys of WeChat Pay that verify the answers to a merchant now, including downloaded
   * platform certificates. Sends nothing.
   */
  public List<KeyValidity> wechatPayKeys(MerchantSource merchant) {
    return keys.validities(merchant);
  }

  /**
   * Downloads the platform certificates of a merchant now, for example at start-up. This is
   * optional: a call that needs them downloads them itself.
   *
   * @param merchant the merchant that signs the request; it must have an APIv3 key
   * @param baseUrl the gateway, such as {@code https://api.mch.weixin.qq.com}
   * @throws IllegalStateException if the merchant has no APIv3 key
   * @throws WechatPayException if the download failed; the current certificates stay
   */
  public void refreshPlatformCertificates(MerchantSource merchant, String baseUrl) {
    keys.refresh(merchant, baseUrl);
  }

  /**
   * Verifies that WeChat Pay signed a notification to a merchant just now, with the keys, the clock
   * and the tolerance of its calls. If the notification names an unknown platform certificate, the
   * certificates are downloaded first, which takes at most 3 s and happens at most once a minute.
   * The same notification passes again.
   *
   * @param merchant the merchant that receives it
   * @param baseUrl the gateway to download from, such as {@code https://api.mch.weixin.qq.com}
   * @param headers the headers; upper and lower case in their names do not matter
   * @param body the body, byte for byte as it arrived
   * @return the serial and the nonce of the signature
   * @throws VerificationFailure if a check fails
   */
  public ResponseVerifier.Verified verifyNotification(
      MerchantSource merchant, String baseUrl, Map<String, Collection<String>> headers, byte[] body)
      throws VerificationFailure {
    return keys.verifyNotification(merchant, baseUrl, headers, body);
  }

  /** Forgets the platform certificates that were downloaded for a merchant. */
  public void forgetPlatformCertificates(String mchid) {
    downloads.forget(mchid);
  }

  /**
   * Lets the client's threads end and closes its idle connections. A dispatcher or a connection
   * pool that the user gave stays as it is. Calls that are under way go on. A new call throws an
   * {@link IllegalStateException}, and nothing is sent.
   */
  @Override
  public void close() {
    closed = true;
    threads.shutdown();
    own.close();
  }
}
