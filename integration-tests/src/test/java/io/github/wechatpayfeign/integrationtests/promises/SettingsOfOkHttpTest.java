package io.github.wechatpayfeign.integrationtests.promises;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayBuilder;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.integrationtests.support.WireRequest;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import okhttp3.Authenticator;
import okhttp3.Cache;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No setting of OkHttp sends a request twice or elsewhere, answers it, or lifts the deadline. */
class SettingsOfOkHttpTest {

  @TempDir private static Path folder;

  /** The settings, by the name of the setter. */
  private static Map<String, UnaryOperator<OkHttpClient.Builder>> settings() {
    Authenticator eager = (route, answer) -> answer.request().newBuilder().header("X", "y").build();
    Map<String, UnaryOperator<OkHttpClient.Builder>> settings = new LinkedHashMap<>();
    settings.put("cache", http -> http.cache(new Cache(folder.toFile(), 1_000_000)));
    settings.put("authenticator", http -> http.authenticator(eager));
    settings.put("proxyAuthenticator", http -> http.proxyAuthenticator(eager));
    settings.put("followRedirects", http -> http.followRedirects(true).followSslRedirects(true));
    settings.put("retryOnConnectionFailure", http -> http.retryOnConnectionFailure(true));
    settings.put("callTimeout", http -> http.callTimeout(Duration.ofHours(1)));
    settings.put(
        "no time limits",
        http ->
            http.callTimeout(Duration.ZERO)
                .connectTimeout(Duration.ZERO)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO));
    settings.put("eventListener", http -> http.eventListener(new Throwing()));
    settings.put("eventListenerFactory", http -> http.eventListenerFactory(c -> new Throwing()));
    return settings;
  }

  /** Throws when a call is cancelled, on the thread that cancels it. */
  private static final class Throwing extends EventListener {
    @Override
    public void canceled(Call call) {
      throw new How.OnPurpose();
    }
  }

  static Stream<Arguments> ways() {
    return settings().keySet().stream()
        .flatMap(
            setting ->
                Stream.of(false, true)
                    .flatMap(
                        changed ->
                            Stream.of(Way.values())
                                .map(way -> Arguments.of(setting, changed, way))));
  }

  private static WechatPayBuilder client(RawServer server, String setting, boolean changed) {
    UnaryOperator<OkHttpClient.Builder> set = Objects.requireNonNull(settings().get(setting));
    WechatPayBuilder builder =
        WechatPay.builder(TestGateway.merchant())
            .baseUrl(server.baseUrl())
            .retryPolicy(RetryPolicy.off());
    return changed
        ? builder.changeHttp(http -> assertThat(set.apply(http)).isSameAs(http))
        : builder.okHttpClient(set.apply(new OkHttpClient.Builder()).build());
  }

  @ParameterizedTest(name = "{0}, in changeHttp: {1}, {2}")
  @MethodSource("ways")
  void sendsEachRequestOnceToItsUrl(String setting, boolean changed, Way way) {
    for (int status : List.of(204, 401, 407, 408, 302, 308, 503)) {
      Map<String, String> invitations =
          Map.of(
              "Cache-Control", "max-age=600",
              "WWW-Authenticate", "Basic realm=x",
              "Proxy-Authenticate", "Basic realm=x",
              "Location", "/v3/elsewhere",
              "Retry-After", "0");
      try (RawServer server =
              RawServer.start(
                  (request, out) -> out.write(answer(status, request.method(), invitations)));
          WechatPay wechatPay = client(server, setting, changed).build()) {
        for (int i = 0; i < 2; i++) {
          Throwable close = way.failureOfClose(wechatPay, "ORDER-0001");
          Throwable query = failureOfQuery(way, wechatPay);

          assertThat(close == null).as("close: " + close).isEqualTo(status == 204);
          assertThat(query == null).as("query: " + query).isEqualTo(status == 204);
        }
        assertThat(server.requests().stream().map(WireRequest::method))
            .as("status " + status)
            .containsExactly("POST", "GET", "POST", "GET");
        server.requests().forEach(r -> r.assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic()));
      }
    }
  }

  private static byte[] answer(int status, String method, Map<String, String> headers) {
    String body = status == 204 && method.equals("POST") ? "" : status == 204 ? order() : "{}";
    int told = status == 204 && method.equals("GET") ? 200 : status;
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(TestGateway.signature(body.getBytes(UTF_8)));
    return TestGateway.answer(told, all, body);
  }

  private static String order() {
    return "{\"out_trade_no\":\"ORDER-0001\",\"mchid\":\"1900000109\",\"trade_state\":\"NOTPAY\"}";
  }

  private static @Nullable Throwable failureOfQuery(Way way, WechatPay wechatPay) {
    return way == Way.SYNCHRONOUS
        ? catchThrowable(
            () -> wechatPay.create(Orders.Sync.class).query("ORDER-0001", TestGateway.MCHID))
        : Way.failureOf(
            wechatPay.createAsync(Orders.Async.class).query("ORDER-0001", TestGateway.MCHID));
  }

  /** Runs twice, because OkHttp's only thread for time limits must survive the first run. */
  @ParameterizedTest(name = "{0}, in changeHttp: {1}, {2}")
  @MethodSource("ways")
  void endsByTheDeadline(String setting, boolean changed, Way way) {
    try (RawServer silent = RawServer.start((request, out) -> new CompletableFuture<>().join());
        WechatPay wechatPay =
            client(silent, setting, changed).deadline(Duration.ofMillis(100)).build()) {
      for (int i = 0; i < 2; i++) {
        String order = "ORDER-000" + i;
        long start = System.nanoTime();
        CompletableFuture<Throwable> end =
            CompletableFuture.supplyAsync(
                () -> way.failureOfClose(wechatPay, order), task -> new Thread(task).start());

        assertThat(Way.failureOf(end)).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(end.join()).isInstanceOf(WechatPayException.class);
        if (((WechatPayException) end.join()).outcome() == Outcome.REJECTED) {
          // A busy machine may use up the whole time before it sends anything.
          assertThat(silent.requests()).noneMatch(request -> request.target().contains(order));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void doesNotAskAProxySelectorAgainAfterItThrew(Way way) {
    AtomicInteger asked = new AtomicInteger();
    ProxySelector throwing =
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            asked.incrementAndGet();
            throw SettingsOfOkHttpTest.<RuntimeException>undeclared("no proxy settings");
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // There is no connection.
          }
        };
    try (RawServer server = RawServer.start((request, out) -> out.write(new byte[0]));
        WechatPay wechatPay =
            WechatPay.builder(TestGateway.merchant())
                .baseUrl(server.baseUrl())
                .changeHttp(http -> http.proxySelector(throwing))
                .deadline(Duration.ofSeconds(2))
                .retryPolicy(RetryPolicy.off())
                .build()) {
      assertThat(way.failureOfClose(wechatPay, "ORDER-0001"))
          .isInstanceOfSatisfying(
              WechatPayException.class,
              failure -> {
                assertThat(failure.outcome()).isEqualTo(Outcome.REJECTED);
                assertThat(failure).hasMessageContaining("no proxy settings");
              });
      assertThat(asked).hasValue(1);
      assertThat(server.requests()).isEmpty();
    }
  }

  /** A checked exception that is not declared, as Kotlin code may throw it. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Exception> T undeclared(String message) throws T {
    throw (T) new IOException(message);
  }
}
