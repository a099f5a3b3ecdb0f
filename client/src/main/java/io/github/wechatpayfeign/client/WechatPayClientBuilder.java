package io.github.wechatpayfeign.client;

import io.github.wechatpayfeign.client.observe.CallGuard;
import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.signing.RequestSigner;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Builds a {@link WechatPayClient}. Each setter checks its value at once. */
public final class WechatPayClientBuilder {

  /** The largest difference that APIv3 allows between the two clocks. */
  private static final Duration MAX_TOLERANCE = Duration.ofMinutes(5);

  private static final Duration MAX_DEADLINE = Duration.ofMinutes(10);

  private static final Duration MIN_REFRESH = Duration.ofMinutes(1);
  private static final Duration MAX_REFRESH = Duration.ofHours(24);

  private final MerchantDirectory merchants;
  private final List<CallListener> listeners = new ArrayList<>();
  private final List<CallGuard> guards = new ArrayList<>();
  private final SecureRandom random = new SecureRandom();
  private @Nullable OkHttpClient okHttpClient;
  private Consumer<OkHttpClient.Builder> httpChanges = http -> {};
  private Clock clock = Clock.systemUTC();
  private LongSupplier nanoTime = System::nanoTime;
  private Duration tolerance = MAX_TOLERANCE;
  private boolean replayCheck = true;
  private Duration deadline = Duration.ofSeconds(20);
  private Duration certificateRefresh = Duration.ofHours(12);
  private RetryPolicy retryPolicy = RetryPolicy.standard();
  private @Nullable HttpUrl main;
  private @Nullable HttpUrl backup;

  WechatPayClientBuilder(MerchantDirectory merchants) {
    // Checked first: everything else here, and each setter, may use OkHttp.
    OkHttpVersion.requireSupported();
    this.merchants = Objects.requireNonNull(merchants, "merchants");
    this.main = HttpUrl.get(GatewayUrl.MAIN);
    this.backup = HttpUrl.get(GatewayUrl.BACKUP);
  }

  /**
   * Sets the HTTP client to derive from. Its time limits, pool, dispatcher, proxy, TLS, DNS, cookie
   * jar, event listeners and interceptors are kept. The default client has
   *
   * <ul>
   *   <li>3 s to connect: enough to send one lost packet again after 1 s, and short because the
   *       backup domain waits;
   *   <li>10 s to read and 10 s to write, as in the official SDK: the gateway's pages give no
   *       number;
   *   <li>idle connections closed after 7 s, before the gateway closes them after 8 s;
   *   <li>up to 64 idle connections, and up to 256 asynchronous calls at a time.
   * </ul>
   *
   * <p>A given client keeps its own dispatcher, so the 256 above does not hold for it. OkHttp's
   * default dispatcher allows 64 asynchronous calls at a time in all, and 5 to one host.
   *
   * <p>These settings of a given client are replaced or limited:
   *
   * <ul>
   *   <li>{@code followRedirects}, {@code followSslRedirects}: no redirect is followed, because a
   *       signature is valid for one path.
   *   <li>{@code cache}: there is none, because a stored answer says nothing about the order now.
   *   <li>{@code authenticator}: never asked, because a 401 is the gateway's answer to the
   *       signature.
   *   <li>{@code retryOnConnectionFailure} is used only until the request is sent, to try the next
   *       address of a host; OkHttp sends nothing twice.
   *   <li>{@code callTimeout} limits one attempt, which also ends at the deadline of the call.
   *   <li>{@code connectTimeout} is at most half of the time left if there is a backup domain.
   *   <li>{@code dns} is asked on another thread, so that a slow lookup cannot block a call.
   *   <li>{@code proxySelector} is asked once for a connection, even if it throws.
   * </ul>
   *
   * <p>An interceptor may send the request of an attempt once: a second {@code proceed} after the
   * request was sent fails. If an interceptor changes the method or the path, nothing is sent. An
   * answer that an interceptor makes up is never a success.
   *
   * <p>An event listener must not throw. If it throws an {@code IOException} without declaring it,
   * OkHttp connects again and again until the deadline.
   */
  public WechatPayClientBuilder okHttpClient(OkHttpClient okHttpClient) {
    this.okHttpClient = Objects.requireNonNull(okHttpClient, "okHttpClient");
    return this;
  }

  /**
   * Changes the HTTP client, the default one or a given one: for example its time limits, pool,
   * proxy, TLS or interceptors. Changes are applied in the order of these calls.
   */
  public WechatPayClientBuilder changeHttp(Consumer<OkHttpClient.Builder> change) {
    this.httpChanges = httpChanges.andThen(Objects.requireNonNull(change, "change"));
    return this;
  }

  /**
   * Sets how long a call may take, with all attempts and pauses. The default is 20 s, which leaves
   * time for a second attempt if the gateway does not answer the first one. An attempt that is
   * under way is aborted at the deadline. If code of the application still blocks the calling
   * thread 50 ms later, such as a guard or an interceptor, it is interrupted. Code that ignores an
   * interrupt makes the call end later.
   *
   * @throws IllegalArgumentException if it is less than 1 ms or more than 10 minutes
   */
  public WechatPayClientBuilder deadline(Duration deadline) {
    Objects.requireNonNull(deadline, "deadline");
    if (deadline.compareTo(Duration.ofMillis(1)) < 0 || deadline.compareTo(MAX_DEADLINE) > 0) {
      throw new IllegalArgumentException(
          "The deadline must be 1 ms to 10 minutes, but is " + deadline);
    }
    this.deadline = deadline;
    return this;
  }

  /**
   * Sets when a call is repeated. The default is {@link RetryPolicy#standard()}; {@link
   * RetryPolicy#off()} repeats nothing.
   */
  public WechatPayClientBuilder retryPolicy(RetryPolicy retryPolicy) {
    this.retryPolicy = Objects.requireNonNull(retryPolicy, "retryPolicy");
    return this;
  }

  /**
   * Sets a main domain and its backup. The default is WeChat Pay's own ({@code
   * api.mch.weixin.qq.com} and {@code api2.mch.weixin.qq.com}). A request to the main domain goes
   * to the backup if no connection can be made. A request to another domain stays there. Only
   * scheme, host and port of the two URLs are used.
   *
   * @throws IllegalArgumentException if one of them is not an http or https URL, if both are the
   *     same, or if the main domain is https and the backup is plain http to another machine
   */
  public WechatPayClientBuilder backup(String mainUrl, String backupUrl) {
    HttpUrl first = origin(Objects.requireNonNull(mainUrl, "mainUrl"));
    HttpUrl second = origin(Objects.requireNonNull(backupUrl, "backupUrl"));
    if (first.isHttps() && !second.isHttps() && !GatewayUrl.isLoopback(second)) {
      throw new IllegalArgumentException(
          "The backup " + quoted(backupUrl) + " must be https, because the main domain is");
    }
    if (first.equals(second)) {
      throw new IllegalArgumentException(
          "The backup " + quoted(backupUrl) + " is the main domain itself");
    }
    this.main = first;
    this.backup = second;
    return this;
  }

  /** Switches failover off: every request goes only to its own domain. */
  public WechatPayClientBuilder withoutBackup() {
    this.main = null;
    this.backup = null;
    return this;
  }

  /**
   * Sets the clock for timestamps and for the expiry of certificates. The default is the system's.
   */
  public WechatPayClientBuilder clock(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    return this;
  }

  /**
   * Sets how far the timestamp of an answer may be from the clock, before or after it. If it is
   * this far off, or more, the answer fails verification. The default is 5 minutes, which is also
   * the maximum.
   *
   * @throws IllegalArgumentException if it is not positive, or more than 5 minutes
   */
  public WechatPayClientBuilder tolerance(Duration tolerance) {
    Objects.requireNonNull(tolerance, "tolerance");
    if (tolerance.isNegative() || tolerance.isZero() || tolerance.compareTo(MAX_TOLERANCE) > 0) {
      throw new IllegalArgumentException(
          "The tolerance must be more than 0 and at most 5 minutes, but is " + tolerance);
    }
    this.tolerance = tolerance;
    return this;
  }

  /**
   * Accepts an answer again that was accepted before. By default, an answer with the nonce of an
   * earlier one fails verification ({@link
   * io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason#REPLAYED REPLAYED}).
   * Otherwise one recorded 204 could seem to close any number of orders. For this check the client
   * remembers answers for two tolerances: at least the last 262,144 answers, in at most 8 MiB. If
   * it gets more than 437 answers a second for ten minutes, it forgets the oldest ones early.
   */
  public WechatPayClientBuilder withoutReplayCheck() {
    this.replayCheck = false;
    return this;
  }

  /**
   * Sets how old downloaded platform certificates are when they are downloaded again. The default
   * is 12 hours, as the official pages advise. Each time, a random part of up to a tenth is left
   * out.
   *
   * @throws IllegalArgumentException if it is less than 1 minute or more than 24 hours
   */
  public WechatPayClientBuilder certificateRefresh(Duration certificateRefresh) {
    Objects.requireNonNull(certificateRefresh, "certificateRefresh");
    if (certificateRefresh.compareTo(MIN_REFRESH) < 0
        || certificateRefresh.compareTo(MAX_REFRESH) > 0) {
      throw new IllegalArgumentException(
          "The certificateRefresh must be 1 minute to 24 hours, but is " + certificateRefresh);
    }
    this.certificateRefresh = certificateRefresh;
    return this;
  }

  /** Adds a listener, which observes every call. By default there is none. */
  public WechatPayClientBuilder listener(CallListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Adds a guard, which each call must pass before anything is sent. By default there is none.
   * Guards are asked in the order in which they were added.
   */
  public WechatPayClientBuilder guard(CallGuard guard) {
    guards.add(Objects.requireNonNull(guard, "guard"));
    return this;
  }

  /** Returns the client. It opens no connection before the first call. */
  public WechatPayClient build() {
    return new WechatPayClient(this);
  }

  private static HttpUrl origin(String url) {
    HttpUrl parsed = HttpUrl.parse(url);
    if (parsed == null) {
      throw new IllegalArgumentException(
          "The domain " + quoted(url) + " is not an http or https URL");
    }
    return new HttpUrl.Builder()
        .scheme(parsed.scheme())
        .host(parsed.host())
        .port(parsed.port())
        .build();
  }

  /** Returns the URL without its user, because that part may contain a password. */
  private static String quoted(String url) {
    return url.replaceFirst("(?s)^([A-Za-z]+://)?.*@", "$1...@");
  }

  MerchantDirectory merchants() {
    return merchants;
  }

  List<CallListener> listeners() {
    return List.copyOf(listeners);
  }

  List<CallGuard> guards() {
    return List.copyOf(guards);
  }

  RequestSigner signer() {
    return new RequestSigner(clock);
  }

  Duration certificateRefresh() {
    return certificateRefresh;
  }

  Duration tolerance() {
    return tolerance;
  }

  ReplayMemory replayMemory() {
    return replayCheck ? new ReplayMemory(tolerance, nanoTime) : ReplayMemory.off();
  }

  CallRules rules() {
    return new CallRules(
        retryPolicy,
        new RetryBudget(retryPolicy.budget()),
        deadline,
        clock,
        nanoTime,
        random::nextDouble);
  }

  @Nullable Failover failover() {
    return main == null || backup == null ? null : new Failover(main, backup, nanoTime);
  }

  boolean ownsHttp() {
    return okHttpClient == null;
  }

  /** Returns the client to derive from, before any change. */
  OkHttpClient base() {
    return okHttpClient == null ? DefaultHttp.newBuilder().build() : okHttpClient;
  }

  /** Returns the client to derive from, with all changes applied. */
  OkHttpClient.Builder changed(OkHttpClient base) {
    OkHttpClient.Builder http = base.newBuilder();
    httpChanges.accept(http);
    return http;
  }
}
