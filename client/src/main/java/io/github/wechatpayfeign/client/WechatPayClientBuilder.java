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

/** Builds a {@link WechatPayClient}; every setter checks its value at once. */
public final class WechatPayClientBuilder {

  /** The widest tolerance that APIv3 allows between the two clocks. */
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
    // The setters use OkHttp, too, and come after this.
    OkHttpVersion.requireSupported();
    this.merchants = Objects.requireNonNull(merchants, "merchants");
    this.main = HttpUrl.get(GatewayUrl.MAIN);
    this.backup = HttpUrl.get(GatewayUrl.BACKUP);
  }

  /**
   * Sets the HTTP client to derive from. Its time limits, pool, dispatcher, proxy, TLS, DNS, cookie
   * jar, event listeners and interceptors are kept. By default one with
   *
   * <ul>
   *   <li>3 s to connect: one lost packet is sent again after 1 s, and the backup domain waits;
   *   <li>10 s to read and 10 s to write, as in the official SDK: the gateway gives no number;
   *   <li>idle connections dropped after 7 s, before the gateway drops them after 8 s;
   *   <li>up to 64 idle connections, and up to 256 asynchronous calls at a time.
   * </ul>
   *
   * <p>A client that is given has its own dispatcher: OkHttp's default allows 64 asynchronous calls
   * at a time, and 5 for one host.
   *
   * <p>These settings of it do not count, whatever they are:
   *
   * <ul>
   *   <li>{@code followRedirects}, {@code followSslRedirects}: no redirect is followed, since a
   *       signature holds for one path.
   *   <li>{@code cache}: there is none, since a stored answer says nothing about the order now.
   *   <li>{@code authenticator}: never asked, since a 401 is the gateway's word about the
   *       signature.
   *   <li>{@code retryOnConnectionFailure}: it counts until the request is sent, for the next
   *       address of a host; nothing is sent twice by OkHttp.
   *   <li>{@code callTimeout} holds for one attempt, and ends with the deadline of the call.
   *   <li>{@code connectTimeout} ends after half of the time left if there is a backup domain.
   *   <li>{@code dns} is asked on another thread, so that a lookup cannot hold a call.
   *   <li>{@code proxySelector} is asked once for a connection, whatever it throws.
   * </ul>
   *
   * <p>An interceptor may send the request of an attempt once: a second {@code proceed} after the
   * request was sent fails. It may not change the method or the path: then nothing is sent. An
   * answer that an interceptor makes up is never a success.
   *
   * <p>An event listener may throw nothing. An {@code IOException} that it throws without declaring
   * it makes OkHttp connect again and again until the deadline.
   */
  public WechatPayClientBuilder okHttpClient(OkHttpClient okHttpClient) {
    this.okHttpClient = Objects.requireNonNull(okHttpClient, "okHttpClient");
    return this;
  }

  /**
   * Changes the HTTP client that is derived from, the default one or a given one: its time limits,
   * pool, proxy, TLS or interceptors. Each change is applied after those that were given before.
   */
  public WechatPayClientBuilder changeHttp(Consumer<OkHttpClient.Builder> change) {
    this.httpChanges = httpChanges.andThen(Objects.requireNonNull(change, "change"));
    return this;
  }

  /**
   * Sets how long a call may take, attempts and pauses together; by default 20 s, which leaves time
   * for a second attempt after one that the gateway did not answer. An attempt under way is broken
   * off at the deadline. Code of the application that holds the calling thread, such as a guard or
   * an interceptor, is interrupted 50 ms after it; code that ignores an interrupt ends later.
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

  /** Sets when a call is repeated; {@link RetryPolicy#off()} repeats nothing. */
  public WechatPayClientBuilder retryPolicy(RetryPolicy retryPolicy) {
    this.retryPolicy = Objects.requireNonNull(retryPolicy, "retryPolicy");
    return this;
  }

  /**
   * Sets a main domain and its backup, in place of WeChat Pay's own ({@code api.mch.weixin.qq.com}
   * and {@code api2.mch.weixin.qq.com}). A request to the main domain goes to the backup when no
   * connection can be made; one to another domain stays there. Only scheme, host and port count.
   *
   * @throws IllegalArgumentException if one of them is not an http or https URL, if both are the
   *     same, or if the backup would drop the main domain's TLS anywhere but on this machine
   */
  public WechatPayClientBuilder backup(String mainUrl, String backupUrl) {
    HttpUrl first = origin(Objects.requireNonNull(mainUrl, "mainUrl"));
    HttpUrl second = origin(Objects.requireNonNull(backupUrl, "backupUrl"));
    if (first.isHttps() && !second.isHttps() && !GatewayUrl.isLoopback(second)) {
      throw new IllegalArgumentException(
          "The backup " + quoted(backupUrl) + " must be https, as the main domain is");
    }
    if (first.equals(second)) {
      throw new IllegalArgumentException(
          "The backup " + quoted(backupUrl) + " is the main domain itself");
    }
    this.main = first;
    this.backup = second;
    return this;
  }

  /** Sends every request to its own domain alone. */
  public WechatPayClientBuilder withoutBackup() {
    this.main = null;
    this.backup = null;
    return this;
  }

  /** Sets the clock of the timestamps; by default the system's. */
  public WechatPayClientBuilder clock(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    return this;
  }

  /**
   * Sets how far the timestamp of an answer may be from the clock, either way: an answer that is
   * this far off, or more, is not believed. By default 5 minutes, which is also the most.
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
   * Believes an answer that was believed before. By default one that repeats the nonce of another
   * one is not believed ({@link
   * io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason#REPLAYED REPLAYED}): one
   * recorded 204 would close any number of orders. The client remembers the answers of two
   * tolerances for that, at least the last 262,144 and in 8 MiB at most. A client that gets more
   * than 437 answers a second for ten minutes forgets the oldest of them early.
   */
  public WechatPayClientBuilder withoutReplayCheck() {
    this.replayCheck = false;
    return this;
  }

  /**
   * Sets after which time downloaded platform certificates are downloaded again; by default 12
   * hours, as the official pages advise. A random tenth of it is left out each time.
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

  /** Adds a listener, which is told of every call; by default there is none. */
  public WechatPayClientBuilder listener(CallListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Adds a guard, which each call has to pass before anything is sent; by default there is none.
   * They are asked in the order in which they were added.
   */
  public WechatPayClientBuilder guard(CallGuard guard) {
    guards.add(Objects.requireNonNull(guard, "guard"));
    return this;
  }

  /** Returns the client. Nothing is connected before the first call. */
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

  /** A user in a URL may come with a password. */
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

  /** Returns what the changes make of the client to derive from. */
  OkHttpClient.Builder changed(OkHttpClient base) {
    OkHttpClient.Builder http = base.newBuilder();
    httpChanges.accept(http);
    return http;
  }
}
