package io.github.wechatpayfeign.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.wechatpayfeign.client.WechatPayClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A base URL is refused when it is set, or normalized. */
class BaseUrlTest {

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "/",
        "api.mch.weixin.qq.com",
        "//api.mch.weixin.qq.com",
        "https:api.mch.weixin.qq.com",
        "https:/api.mch.weixin.qq.com",
        "ftp://api.mch.weixin.qq.com",
        "FTP://api.mch.weixin.qq.com",
        "mailto:a@b.cn",
        "http://api.mch.weixin.qq.com",
        "HTTP://API.MCH.WEIXIN.QQ.COM",
        "http://10.0.0.1",
        "http://127.0.0.256",
        "http://127.1",
        "http://2130706433",
        "http://[::2]",
        "http://[fe80::1]",
        "http://localhost.",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "https://",
        "https:///path",
        "https://user:secret@api.mch.weixin.qq.com",
        "https://secret@api.mch.weixin.qq.com",
        "https://@api.mch.weixin.qq.com",
        "https://user:secret@ho_st",
        "https://user:secret pass@host",
        "user:secret@host",
        "https://ho_st",
        "https://微信.cn",
        "https://api.mch.weixin.qq.com.",
        "https://api.mch.weixin.qq.com?",
        "https://api.mch.weixin.qq.com?a=b",
        "https://api.mch.weixin.qq.com#",
        "https://api.mch.weixin.qq.com#a",
        "https://api.mch.weixin.qq.com/{a}",
        "https://api mch",
        " https://api.mch.weixin.qq.com",
        "https://api.mch.weixin.qq.com ",
        "https://api.mch.weixin.qq.com/\n",
        "https://api.mch.weixin.qq.com:0",
        "https://api.mch.weixin.qq.com:-1",
        "https://api.mch.weixin.qq.com:65536",
        "https://api.mch.weixin.qq.com:70000",
        "https://api.mch.weixin.qq.com:99999999999",
        "http://[::1]:80816160",
        "https://[::1",
        "https://api.mch.weixin.qq.com/a//b"
      })
  void isRefusedIfNoRequestCanOrMayBeSent(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WechatPay.builder(MerchantsOfSimulator.any()).baseUrl(url))
        .withMessageStartingWith("The base URL ")
        .withMessageContaining("https://api.mch.weixin.qq.com")
        .withMessageNotContaining("secret");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                WechatPay.builder(MerchantsOfSimulator.any()).baseUrl("https://main.example", url))
        .withMessageStartingWith("The base URL ")
        .withMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v3", "/v3/", "/v3//", "/V3", "/a/v3", "/a/../v3", "/./v3/", "/b/%2e%2e/v3"})
  void isRefusedWithTheVersionThatEachMethodAdds(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                WechatPay.builder(MerchantsOfSimulator.any())
                    .baseUrl("https://api.mch.weixin.qq.com" + path))
        .withMessageContaining(
            "ends with /v3: remove that, because the path of each method begins with it");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "https://api2.mch.weixin.qq.com, https://api2.mch.weixin.qq.com",
    "HTTPS://API.MCH.WEIXIN.QQ.COM, https://api.mch.weixin.qq.com",
    "Https://Api.mch.weixin.qq.com/Proxy/, https://api.mch.weixin.qq.com/Proxy",
    "https://api.mch.weixin.qq.com///, https://api.mch.weixin.qq.com",
    "https://api.mch.weixin.qq.com:443, https://api.mch.weixin.qq.com",
    "https://api.mch.weixin.qq.com:, https://api.mch.weixin.qq.com",
    "https://api.mch.weixin.qq.com:80, https://api.mch.weixin.qq.com:80",
    "https://api.mch.weixin.qq.com:65535/, https://api.mch.weixin.qq.com:65535",
    "https://xn--9kq967o.CN, https://xn--9kq967o.cn",
    "https://10.0.0.1, https://10.0.0.1",
    "https://[FE80::1]/a, https://[fe80::1]/a",
    "https://proxy.example/a/../b/, https://proxy.example/b",
    "https://proxy.example/v3x, https://proxy.example/v3x",
    "https://proxy.example/v3/a, https://proxy.example/v3/a",
    "http://localhost:80, http://localhost",
    "HTTP://LOCALHOST:8080/, http://localhost:8080",
    "http://127.0.0.1:8080/wechat, http://127.0.0.1:8080/wechat",
    "http://127.255.2.3, http://127.255.2.3",
    "http://[::1]:8080, http://[::1]:8080",
    "http://[0:0:0:0:0:0:0:1]:8080, http://[::1]:8080",
    "http://[0000::0001]:8080, http://[::1]:8080"
  })
  void isNormalizedOnce(String url, String normalized) {
    assertThat(WechatPay.builder(MerchantsOfSimulator.any()).baseUrl(url).build().baseUrl())
        .isEqualTo(normalized);
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.mch.weixin.qq.com, HTTPS://API.mch.weixin.qq.com:443/",
    "https://a.example, http://user:secret@b.example",
    "https://a.example, user:secret@b.example",
    "user:secret@a.example, https://b.example"
  })
  void isRefusedWithAnUnusableBackupAndQuotedWithoutItsUser(String main, String backup) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WechatPayClient.builder(MerchantsOfSimulator.any()).backup(main, backup))
        .withMessageNotContaining("secret");
  }
}
