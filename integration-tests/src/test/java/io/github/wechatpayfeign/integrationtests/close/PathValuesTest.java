package io.github.wechatpayfeign.integrationtests.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import feign.Param;
import feign.RequestLine;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.integrationtests.support.WireRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value of a path parameter stays in its place on the wire, or nothing is sent. */
class PathValuesTest {

  /** Each place that a parameter can have in the path of a user's own interface. */
  interface Api {
    @RequestLine(value = "POST /v3/t/{value}", decodeSlash = false)
    void last(@Param("value") String value);

    @RequestLine(value = "POST /v3/t/{value}/close", decodeSlash = false)
    void middle(@Param("value") String value);

    @RequestLine("POST /v3/t/{value}/close")
    void slash(@Param("value") String value);

    @RequestLine("POST /v3/t/{first:[0-9/]{1,3}}-{value}/close")
    void part(@Param("first") String first, @Param("value") String value);

    @RequestLine("POST /v3/t/1234567")
    void download(URI url);
  }

  /** The same, asynchronous. */
  interface AsyncApi {
    @RequestLine(value = "POST /v3/t/{value}", decodeSlash = false)
    CompletableFuture<Void> last(@Param("value") String value);

    @RequestLine(value = "POST /v3/t/{value}/close", decodeSlash = false)
    CompletableFuture<Void> middle(@Param("value") String value);

    @RequestLine("POST /v3/t/{value}/close")
    CompletableFuture<Void> slash(@Param("value") String value);
  }

  private interface Call {
    void with(Object api, String value);
  }

  /** A place of the parameter, the method that has it there, and a way to call that method. */
  private record Place(String method, String before, String after, Call call) {
    @Override
    public String toString() {
      return method;
    }
  }

  private static final List<Place> PLACES =
      List.of(
          new Place("Api#last", "/v3/t/", "", (api, v) -> ((Api) api).last(v)),
          new Place("Api#middle", "/v3/t/", "/close", (api, v) -> ((Api) api).middle(v)),
          new Place("Api#slash", "/v3/t/", "/close", (api, v) -> ((Api) api).slash(v)),
          new Place("AsyncApi#last", "/v3/t/", "", (api, v) -> ((AsyncApi) api).last(v).join()),
          new Place(
              "AsyncApi#middle", "/v3/t/", "/close", (api, v) -> ((AsyncApi) api).middle(v).join()),
          new Place(
              "AsyncApi#slash", "/v3/t/", "/close", (api, v) -> ((AsyncApi) api).slash(v).join()));

  /** The text that Feign writes for a value, by the tables of its versions 13.6 and 13.12. */
  private static final String[][] SENT = {
    {"abc", "abc"},
    {"a|b", "a%7Cb"},
    {"a*b", "a%2Ab"},
    {"a..b", "a..b"},
    {"...", "..."},
    {"..a", "..a"},
    {"%", "%25"},
    {"50%", "50%25"},
    {"a%zzb", "a%25zzb"},
    {"a%20b", "a%20b"},
    {"%2e%2ea", "%2e%2ea"},
    {"a b", "a%20b"},
    {" ", "%20"},
    {"a+b", "a%2Bb"},
    {"订单1", "%E8%AE%A2%E5%8D%951"},
    {"é", "%C3%A9"},
    {"😀", "%F0%9F%98%80"},
    {"{x}", "%7Bx%7D"},
    {"a{b", "a%7Bb"},
    {"[1]", "%5B1%5D"},
    {"a'b\"c", "a%27b%22c"},
    {"a\\b", "a%5Cb"},
    {"..\\..", "..%5C.."},
    {"a^`b", "a%5E%60b"},
    {"a,b", "a%2Cb"},
    {"a;b=c", "a%3Bb%3Dc"},
    {"..;", "..%3B"},
    {"a?b", "a%3Fb"},
    {"..?", "..%3F"},
    {"a#b", "a%23b"},
    {"a&b=c", "a%26b%3Dc"},
    {"a:b@c", "a%3Ab%40c"},
    {"a~b_c-d", "a~b_c-d"},
    {"a!b$c(d)", "a%21b%24c%28d%29"},
    {"a\tb", "a%09b"},
    {"..\t", "..%09"},
    {"a\nb", "a%0Ab"},
    {"2015-05-20T13:29:35+08:00", "2015-05-20T13%3A29%3A35%2B08%3A00"}
  };

  /** Values that are refused in every place. */
  private static final String[] NOWHERE = {
    "", ".", "..", "%2e", "%2E", "%2e%2e", "%2E%2E", "%2E%2e", ".%2e", "%2E."
  };

  /** Values with a slash, and the text for them if slashes are not decoded. */
  private static final String[][] SLASHES = {
    {"a/b", "a%2Fb"},
    {"/", "%2F"},
    {"a/", "a%2F"},
    {"/a", "%2Fa"},
    {"../x", "..%2Fx"},
    {"x/..", "x%2F.."},
    {"../../refund", "..%2F..%2Frefund"},
    {"a%2Fb", "a%2Fb"},
    {"a%2fb", "a%2fb"},
    {"%2E%2E%2Fx", "%2E%2E%2Fx"},
    {"x/v3/t/y", "x%2Fv3%2Ft%2Fy"},
    {"http://x/y", "http%3A%2F%2Fx%2Fy"}
  };

  private final RawServer server =
      RawServer.start((request, out) -> out.write(TestGateway.signedAnswer(204, "")));

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<Arguments> sent() {
    return PLACES.stream()
        .flatMap(
            place -> {
              List<String[]> values = new ArrayList<>(List.of(SENT));
              Stream.of(SLASHES)
                  .filter(value -> !place.method().endsWith("slash") || !isDecoded(value[0]))
                  .forEach(values::add);
              return values.stream().map(value -> arguments(place, value[0], value[1]));
            });
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("sent")
  void signsAndSendsTheValueThatFeignExpanded(Place place, String value, String segment) {
    place.call().with(api(place, ""), value);

    WireRequest request = server.onlyRequest();
    assertThat(request.target()).isEqualTo(place.before() + segment + place.after());
    request.assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
  }

  static Stream<Arguments> refused() {
    return PLACES.stream()
        .flatMap(
            place -> {
              List<Arguments> values = new ArrayList<>();
              Stream.of(NOWHERE).forEach(value -> values.add(arguments(place, value)));
              values.add(arguments(place, null));
              if (place.method().endsWith("slash")) {
                Stream.of(SLASHES)
                    .filter(value -> isDecoded(value[0]))
                    .forEach(value -> values.add(arguments(place, value[0])));
              }
              return values.stream();
            });
  }

  /** If slashes are decoded, Feign decodes %2F but not %2f. */
  private static boolean isDecoded(String value) {
    return value.contains("/") || value.contains("%2F");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("refused")
  void sendsNothingIfAValueWouldChangeTheRestOfThePath(Place place, String value) {
    Throwable thrown = catchThrowable(() -> place.call().with(api(place, ""), value));

    assertThat(server.requests()).isEmpty();
    assertThat(thrown instanceof CompletionException ? thrown.getCause() : thrown)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The path of " + place.method() + "(String)")
        .hasMessageContaining("/v3/t/{value}" + place.after())
        .hasMessageEndingWith("; nothing was sent");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("refused")
  void sendsNothingForSuchAValueAfterAPathOfTheBaseUrl(Place place, String value) {
    Throwable thrown = catchThrowable(() -> place.call().with(api(place, "/a/proxy"), value));

    assertThat(server.requests()).isEmpty();
    assertThat(thrown).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a|b"})
  void sendsAValueAfterAPathOfTheBaseUrl(String value) {
    client("/a/proxy").create(Api.class).middle(value);

    assertThat(server.onlyRequest().target())
        .isEqualTo("/a/proxy/v3/t/" + value.replace("|", "%7C") + "/close");
  }

  @Test
  void quotesNoValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client("").create(Api.class).slash("secret-0/secret-1/secret-2"))
        .withMessageNotContaining("secret");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void countsNoSlashInsideThePatternOfAParameter() {
    client("").create(Api.class).part("12", "x");

    assertThat(server.onlyRequest().target()).isEqualTo("/v3/t/12-x/close");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client("").create(Api.class).part("1/2", "x"));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void sendsToAUrlThatTheCallerGives() {
    client("").create(Api.class).download(URI.create(server.baseUrl() + "/of/the/caller"));

    assertThat(server.onlyRequest().target()).isEqualTo("/of/the/caller/v3/t/1234567");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/of/../the/caller", "/of//caller", "/./caller", "/%2e%2E/caller"})
  void sendsNothingToACallersUrlThatWouldBeChanged(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> client("").create(Api.class).download(URI.create(server.baseUrl() + path)))
        .withMessageStartingWith("The path of Api#download(URI)");
    assertThat(server.requests()).isEmpty();
  }

  private Object api(Place place, String basePath) {
    return place.method().startsWith("Async")
        ? client(basePath).createAsync(AsyncApi.class)
        : client(basePath).create(Api.class);
  }

  private WechatPay client(String basePath) {
    return TestGateway.client(server.baseUrl() + basePath);
  }
}
