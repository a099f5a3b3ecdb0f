package io.github.wechatpayfeign.signing;

import feign.AsyncClient;
import feign.Client;
import feign.MethodMetadata;
import feign.Request;
import feign.RequestTemplate;
import feign.Response;
import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.NoVerificationKeyException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client under a Feign interface of WeChat Pay APIv3: it signs each request from the bytes
 * that leave and verifies each answer before Feign sees it. It belongs with {@link
 * WechatPayRequestInterceptor}, which names the merchant.
 *
 * <p>It serves one merchant, or all those of a {@link MerchantDirectory}: the request names who
 * signs. Keys may change at any time. For a merchant with an APIv3 key it downloads platform
 * certificates: before the first call that needs one, again in the background when a call finds
 * them older than {@link WechatPayClientBuilder#certificateRefresh}, and at once, but at most once
 * a minute, when an answer names a serial that is not known. A call that has a key never waits.
 *
 * <p>Every 2xx is verified, an empty 204 included; an answer with another status is verified where
 * it is signed. A body is read to 1 MiB. No redirect is followed.
 *
 * <p>A call of a {@link Reentrant} method is repeated as {@link RetryPolicy} says, each time with a
 * new signature; any other one is sent once. When no connection to the main domain can be made, the
 * attempt moves to the backup at once. A call ends by its deadline, attempts and pauses together.
 *
 * <p>Beyond what Feign's error decoder maps, a call throws {@link ResponseNotVerifiedException} for
 * an answer that is not believed, {@link TransportException} where the network failed, {@link
 * NoVerificationKeyException} where nothing was sent for want of a certificate, and the exception
 * of {@link WechatPayErrorDecoder} for a 202, or for any success other than 204 of a method that
 * returns nothing.
 *
 * <p>Thread-safe. It serves {@code Feign.builder()} and {@code AsyncFeign.builder()}.
 */
public final class WechatPayClient implements Client, AsyncClient<Object>, Closeable {

  private final MerchantDirectory merchants;
  private final OkHttpClient http;
  private final boolean ownsHttp;
  private final CallRules rules;
  private final AnswerReader answers;
  private final @Nullable Failover failover;
  private final CertificateDownloads downloads;
  private final List<CallListener> listeners;

  WechatPayClient(WechatPayClientBuilder builder) {
    this.merchants = builder.merchants();
    this.rules = builder.rules();
    this.failover = builder.failover();
    this.listeners = builder.listeners();
    this.answers = new AnswerReader(new ResponseVerifier(rules.clock(), builder.tolerance()));
    this.ownsHttp = builder.ownsHttp();
    this.http = derive(builder);
    this.downloads =
        new CertificateDownloads(
            this, options(), builder.certificateRefresh(), rules.clock(), rules.random());
  }

  private OkHttpClient derive(WechatPayClientBuilder builder) {
    OkHttpClient.Builder derived = builder.http().followRedirects(false).followSslRedirects(false);
    if (failover != null) {
      derived.addInterceptor(new FailoverInterceptor(failover));
    }
    derived.networkInterceptors().add(new SigningInterceptor(builder.signer()));
    return derived.build();
  }

  /**
   * Returns a builder of a client that signs for one merchant.
   *
   * @param merchant who signs, and whose keys of WeChat Pay verify; a {@link Merchant}, or a source
   *     that changes
   */
  public static WechatPayClientBuilder builder(MerchantSource merchant) {
    return new WechatPayClientBuilder(only(merchant));
  }

  /**
   * Returns a builder of a client that signs for many merchants.
   *
   * @param merchants those that it signs for, found by number for each call
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
    MerchantSource merchant = merchantOf(request);
    OngoingCall call = begin(request, merchant);
    Answer answer;
    try {
      answer = lastAnswer(request, options, merchant, call);
    } catch (RuntimeException | Error e) {
      call.broken(e);
      throw e;
    }
    call.ended(answer);
    return answer.deliver();
  }

  private Answer lastAnswer(
      Request request, Request.Options options, MerchantSource merchant, OngoingCall call) {
    awaitKey(trust(request, merchant, call).ready(), call);
    while (true) {
      Answer answer = attempt(request, options, call, trust(request, merchant, call));
      Duration pause = call.pauseAfter(answer);
      if (pause == null || interrupted(pause)) {
        return answer;
      }
    }
  }

  private OngoingCall begin(Request request, MerchantSource merchant) {
    CallWatch watch =
        listeners.isEmpty()
            ? CallWatch.NOBODY
            : CallWatch.start(listeners, CallStart.of(request, merchant.merchant().mchid()));
    return new OngoingCall(rules, isReentrant(request), watch);
  }

  private MerchantSource merchantOf(Request request) {
    String mchid = Authorization.mchid(request);
    MerchantSource merchant = merchants.find(mchid);
    if (merchant == null) {
      throw new IllegalStateException(
          "This client does not sign for the merchant "
              + mchid
              + ", which the request names"
              + Authorization.REMEDY);
    }
    return merchant;
  }

  private Trust trust(Request request, MerchantSource source, OngoingCall call) {
    Merchant merchant = source.merchant();
    ApiV3Key apiV3Key = merchant.apiV3Key();
    String baseUrl = CertificateDownloads.baseUrl(request);
    Trust.Downloads downloadable =
        apiV3Key == null || baseUrl == null
            ? null
            : new Trust.Downloads(
                downloads.of(merchant.mchid()),
                downloads.download(source, baseUrl),
                apiV3Key,
                CertificatesApi.made(request),
                call::remaining);
    return new Trust(source, merchant, rules.clock(), downloadable);
  }

  private static void awaitKey(CompletableFuture<Void> ready, OngoingCall call) {
    try {
      ready.get(Math.max(1, call.remaining().toNanos()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw noKey(e);
    } catch (TimeoutException e) {
      throw noKey(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw noKey(e);
    }
  }

  /** A future wraps the exception that ended it, or does not. */
  private static WechatPayException noKey(Throwable failure) {
    boolean wrapped =
        failure instanceof ExecutionException || failure instanceof CompletionException;
    Throwable cause = wrapped && failure.getCause() != null ? failure.getCause() : failure;
    return new NoVerificationKeyException(
        cause instanceof RuntimeException reason
            ? reason
            : new IllegalStateException("the download was broken off (" + cause + ")", cause),
        CallFacts.FIRST_ATTEMPT);
  }

  private Answer attempt(Request request, Request.Options options, OngoingCall call, Trust trust) {
    CallFacts facts = call.nextAttempt();
    try {
      Response response =
          within(call.remaining(), call.attempt(trust)).execute(request, withoutRedirects(options));
      return answers.read(request, response, facts, trust);
    } catch (IOException e) {
      return AnswerReader.failed(e, facts);
    }
  }

  /** Pauses, and returns true where the thread was interrupted meanwhile: then the call ends. */
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
  public CompletableFuture<Response> execute(
      Request request, Request.Options options, Optional<Object> requestContext) {
    MerchantSource merchant = merchantOf(request);
    OngoingCall call = begin(request, merchant);
    return trust(request, merchant, call)
        .ready()
        .copy()
        .orTimeout(Math.max(1, call.remaining().toNanos()), TimeUnit.NANOSECONDS)
        .exceptionally(
            failure -> {
              throw noKey(failure);
            })
        .thenCompose(keyIsThere -> executeAsync(request, options, merchant, call))
        .handle(
            (answer, failure) -> {
              if (failure != null) {
                call.broken(failure.getCause() == null ? failure : failure.getCause());
                throw new CompletionException(failure);
              }
              call.ended(answer);
              return answer.deliver();
            });
  }

  private CompletableFuture<Answer> executeAsync(
      Request request, Request.Options options, MerchantSource merchant, OngoingCall call) {
    return attemptAsync(request, options, call, trust(request, merchant, call))
        .thenCompose(
            answer -> {
              Duration pause = call.pauseAfter(answer);
              return pause == null
                  ? CompletableFuture.completedFuture(answer)
                  : CompletableFuture.completedFuture(call)
                      .thenComposeAsync(
                          again -> executeAsync(request, options, merchant, again), after(pause));
            });
  }

  private static Executor after(Duration pause) {
    return CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private CompletableFuture<Answer> attemptAsync(
      Request request, Request.Options options, OngoingCall call, Trust trust) {
    CallFacts facts = call.nextAttempt();
    return within(call.remaining(), call.attempt(trust))
        .execute(request, withoutRedirects(options), Optional.empty())
        .handle(
            (response, failure) -> {
              if (failure == null) {
                return answers.read(request, response, facts, trust);
              }
              if (failure instanceof IOException e) {
                return AnswerReader.failed(e, facts);
              }
              throw new CompletionException(failure);
            });
  }

  /** Feign's options do not reach the time limit for a whole call. */
  private feign.okhttp.OkHttpClient within(Duration remaining, Attempt attempt) {
    long nanos = Math.max(1, remaining.toNanos());
    long own = TimeUnit.MILLISECONDS.toNanos(http.callTimeoutMillis());
    OkHttpClient.Builder limited =
        http.newBuilder().callTimeout(Duration.ofNanos(own == 0 ? nanos : Math.min(own, nanos)));
    limited.interceptors().add(0, new Attempt.Starter(attempt));
    return new feign.okhttp.OkHttpClient(limited.build());
  }

  /** Feign's options follow redirects unless told otherwise, and override the HTTP client's. */
  private static Request.Options withoutRedirects(Request.Options options) {
    return options.isFollowRedirects()
        ? new Request.Options(
            options.connectTimeout(),
            options.connectTimeoutUnit(),
            options.readTimeout(),
            options.readTimeoutUnit(),
            false)
        : options;
  }

  private static boolean isReentrant(Request request) {
    RequestTemplate template = request.requestTemplate();
    MethodMetadata method = template == null ? null : template.methodMetadata();
    return method != null && method.method().isAnnotationPresent(Reentrant.class);
  }

  /**
   * Returns Feign options with the connect and read timeouts of this client. Feign's own defaults
   * would override them.
   */
  public Request.Options options() {
    return new Request.Options(
        http.connectTimeoutMillis(),
        TimeUnit.MILLISECONDS,
        http.readTimeoutMillis(),
        TimeUnit.MILLISECONDS,
        false);
  }

  /**
   * Returns whether the backup domain is tried before the main one, because connections to the main
   * one failed three times in a row within the last minutes.
   */
  public boolean prefersBackup() {
    return failover != null && failover.prefersBackup();
  }

  /**
   * Returns the keys of WeChat Pay that answers to a merchant are verified with now, the platform
   * certificates that were downloaded among them. Nothing is sent.
   */
  public List<KeyValidity> wechatPayKeys(MerchantSource merchant) {
    Merchant current = merchant.merchant();
    return current
        .verificationKeys()
        .with(downloads.downloaded(current.mchid()).all())
        .all()
        .stream()
        .map(VerificationKey::validity)
        .toList();
  }

  /**
   * Downloads the platform certificates of a merchant now, such as at start-up; a call does so by
   * itself where it needs them.
   *
   * @param merchant who signs, with an APIv3 key
   * @param baseUrl the gateway, such as {@code https://api.mch.weixin.qq.com}
   * @throws IllegalStateException if the merchant has no APIv3 key
   * @throws WechatPayException if they could not be downloaded; those that are there stay
   */
  public void refreshPlatformCertificates(MerchantSource merchant, String baseUrl) {
    if (merchant.merchant().apiV3Key() == null) {
      throw new IllegalStateException(
          "The merchant "
              + merchant.merchant().mchid()
              + " has no APIv3 key to download platform certificates with");
    }
    PlatformCertificates certificates = downloads.of(merchant.merchant().mchid());
    awaitKey(
        certificates.refresh(downloads.download(merchant, baseUrl)),
        new OngoingCall(rules, false, CallWatch.NOBODY));
  }

  /** Forgets the platform certificates that were downloaded for a merchant. */
  public void forgetPlatformCertificates(String mchid) {
    downloads.forget(mchid);
  }

  /** Drops idle connections and lets threads end, unless the HTTP client was given by the user. */
  @Override
  public void close() {
    if (ownsHttp) {
      http.dispatcher().executorService().shutdown();
      http.connectionPool().evictAll();
    }
  }
}
