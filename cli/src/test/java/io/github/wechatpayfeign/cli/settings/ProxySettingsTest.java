package io.github.wechatpayfeign.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which setting counts for which host. */
class ProxySettingsTest {

  private static final String HOST = "https://api.mch.weixin.qq.com";
  private static final String NO_PROXY_COUNTS = "none, as NO_PROXY says";

  private final Map<String, String> environment = new HashMap<>();

  @ParameterizedTest
  @CsvSource({
    "https_proxy, HTTPS_PROXY",
    "NO_PROXY, https_proxy",
    "no_proxy, NO_PROXY",
    "WECHATPAY_PROXY, NO_PROXY",
    "WECHATPAY_PROXY, https_proxy",
  })
  void takesTheFirstOfTheVariables(String first, String second) {
    environment.put(second, valueOf(second));
    assertThat(route(HOST)).endsWith(second + (isList(second) ? " says" : ""));

    environment.put(first, valueOf(first));
    assertThat(route(HOST)).endsWith(first + (isList(first) ? " says" : ""));
  }

  private static boolean isList(String variable) {
    return variable.equalsIgnoreCase("no_proxy");
  }

  private static String valueOf(String variable) {
    return isList(variable) ? "*" : "proxy:1";
  }

  @Test
  void takesTheOptionRatherThanEveryVariable() {
    environment.put("WECHATPAY_PROXY", "variable:1");
    environment.put("NO_PROXY", "*");

    assertThat(new ProxySettings("option:2", environment).to(HOST).inWords())
        .isEqualTo("http://option:2, from --proxy");
    assertThat(new ProxySettings("none", environment).to(HOST).inWords())
        .isEqualTo("none, as --proxy says");
    assertThat(new ProxySettings("", environment).to(HOST).isDirect()).isTrue();
  }

  @Test
  void takesTheVariableOfTheScheme() {
    environment.put("HTTPS_PROXY", "tls:1");
    environment.put("HTTP_PROXY", "plain:2");

    assertThat(route(HOST)).isEqualTo("http://tls:1, from HTTPS_PROXY");
    assertThat(route("http://pay.example.com")).isEqualTo("http://plain:2, from HTTP_PROXY");
  }

  @Test
  void takesAnEmptyVariableForOneThatIsNotSet() {
    environment.putAll(
        Map.of("WECHATPAY_PROXY", "", "NO_PROXY", "", "https_proxy", "", "HTTPS_PROXY", "proxy:1"));

    assertThat(route(HOST)).isEqualTo("http://proxy:1, from HTTPS_PROXY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:1", "https://127.0.0.1", "http://[::1]:8080"})
  void reachesLoopbackThroughNoVariable(String url) {
    environment.putAll(Map.of("WECHATPAY_PROXY", "a:1", "HTTPS_PROXY", "b:2", "HTTP_PROXY", "c:3"));

    assertThat(route(url)).isEqualTo("none");
    assertThat(new ProxySettings("option:4", environment).to(url).inWords())
        .isEqualTo("http://option:4, from --proxy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://api.mch.weixin.qq.com      | api.mch.weixin.qq.com                 | true",
        "https://api.mch.weixin.qq.com      | API.mch.weixin.qq.com                 | true",
        "https://api.mch.weixin.qq.com      | .qq.com                               | true",
        "https://api.mch.weixin.qq.com      | qq.com                                | true",
        "https://api.mch.weixin.qq.com      | q.com                                 | false",
        "https://api.mch.weixin.qq.com      | api.mch.weixin.qq.com.cn              | false",
        "https://api.mch.weixin.qq.com      | *                                     | true",
        "https://api.mch.weixin.qq.com      | localhost,  10.0.0.1 ,*               | true",
        "https://api.mch.weixin.qq.com      | api.mch.weixin.qq.com:443             | true",
        "https://api.mch.weixin.qq.com      | .qq.com:8443                          | false",
        "https://api.mch.weixin.qq.com:8443 | .qq.com:8443                          | true",
        "https://api.mch.weixin.qq.com:8443 | .qq.com:443                           | false",
        "https://api.mch.weixin.qq.com      | api2.mch.weixin.qq.com                | false",
        "https://10.0.0.1                   | 10.0.0.1                              | true",
        "https://10.0.0.1                   | 10.0.0.11                             | false",
        "https://[2001:db8::1]:8443         | 2001:db8::1                           | true",
        "https://[2001:db8::1]:8443         | [2001:db8::1]:8443                    | true",
        "https://[2001:db8::1]:8443         | [2001:db8::1]:443                     | false",
      })
  void readsTheListOfHosts(String url, String list, boolean direct) {
    environment.putAll(Map.of("HTTPS_PROXY", "proxy:1", "NO_PROXY", list));

    assertThat(route(url)).isEqualTo(direct ? NO_PROXY_COUNTS : "http://proxy:1, from HTTPS_PROXY");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "proxy:3128                               | http://proxy:3128",
        "http://proxy:3128/                       | http://proxy:3128",
        "HTTP://proxy.example.com:80              | http://proxy.example.com:80",
        "http://[2001:db8::1]:3128                | http://[2001:db8::1]:3128",
        "socks5://proxy:1080                      | socks5://proxy:1080",
        "socks5h://proxy:1080                     | socks5://proxy:1080",
      })
  void readsAProxy(String text, String shown) {
    environment.put("HTTPS_PROXY", text);

    assertThat(route(HOST)).isEqualTo(shown + ", from HTTPS_PROXY");
    assertThat(routeOf(text).credentials()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://app:open-sesame@proxy:1       | YXBwOm9wZW4tc2VzYW1l",
        "app:open-sesame@proxy:1              | YXBwOm9wZW4tc2VzYW1l",
        "http://app:a%40b%3Ac%25+d@proxy:1    | YXBwOmFAYjpjJStk",
        "http://app:a@b:c%+d@proxy:1          | YXBwOmFAYjpjJStk",
        "http://app:%E5%AF%86@proxy:1         | YXBwOuWvhg==",
        "http://app@proxy:1                   | YXBwOg=="
      })
  void readsUserAndPassword(String text, String basic) {
    ProxyRoute route = routeOf(text);

    assertThat(route.credentials()).isEqualTo("Basic " + basic);
    assertThat(route.inWords()).isEqualTo("http://proxy:1, from HTTPS_PROXY");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://app:sesame@proxy:1     | has the scheme https, which is not supported: expected",
        "ftp://app:sesame@proxy:1       | has the scheme ftp, which is not supported: expected",
        "socks5://app:sesame@proxy:1    | is a SOCKS proxy, for which user and",
        "http://app:sesame@proxy        | is not a proxy (it is not shown): expected http://HOST:PORT,",
        "http://app:sesame@proxy:0      | has the port 0: expected 1 to 65535",
        "http://app:sesame@proxy:70000  | has the port 70000: expected 1 to 65535",
        "http://app:sesame@proxy:1/path | is not a proxy",
        "sesame                         | is not a proxy",
        "http://app:sesame@:1           | is not a proxy",
      })
  void refusesWhatIsNoProxyWithoutShowingIt(String text, String message) {
    environment.put("HTTPS_PROXY", text);

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> route(HOST))
        .withMessageContaining("HTTPS_PROXY")
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("sesame", "app"));
  }

  private String route(String url) {
    return new ProxySettings(null, environment).to(url).inWords();
  }

  private ProxyRoute routeOf(String text) {
    environment.put("HTTPS_PROXY", text);
    return new ProxySettings(null, environment).to(HOST);
  }
}
