package io.github.wechatpayfeign.integrationtests.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.OutTradeNo;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.merchant.Merchant;
import java.util.List;
import okhttp3.HttpUrl;

/** Any text given as order number or base URL is taken as it is, or refused. */
public final class FuzzedCallerTexts {

  private static final Merchant MERCHANT = TestGateway.merchant();

  private FuzzedCallerTexts() {}

  static List<byte[]> seeds() {
    return List.of(
            "ORDER-20261123-1",
            "_-|*aZ",
            "01234567890123456789012345678901",
            "ORDER-\u202e订单",
            "https://api2.mch.weixin.qq.com",
            "https://example.com:8443/wechat/",
            "https://user:secret@example.com",
            "http://localhost:8080",
            "http://127.0.0.1:8080/wechat",
            "http://[::1]:8080",
            "HTTPS://a?b#c")
        .stream()
        .map(text -> text.getBytes(UTF_8))
        .toList();
  }

  public static void fuzzerInitialize() {
    Fuzzer.warmUp(FuzzedCallerTexts::fuzzerTestOneInput, seeds());
  }

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, UTF_8);
    checkOrderNumber(text);
    checkBaseUrl(text);
    checkBackup(text);
  }

  private static void checkOrderNumber(String text) {
    try {
      assertThat(new OutTradeNo().expand(text))
          .isEqualTo(text)
          .matches("^[0-9A-Za-z_\\-|*]{6,32}$");
    } catch (IllegalArgumentException refused) {
      FuzzedMessages.requireOneShortLine(refused.getMessage());
    }
  }

  private static void checkBaseUrl(String text) {
    try {
      WechatPay.builder(MERCHANT).baseUrl(text);
    } catch (IllegalArgumentException refused) {
      return;
    }
    HttpUrl url = HttpUrl.parse(text);
    assertThat(url).as("what is taken can be called").isNotNull();
    assertThat(url.isHttps() || url.host().matches("localhost|127[.].*|::1"))
        .as("https, or http to loopback")
        .isTrue();
  }

  private static void checkBackup(String text) {
    try {
      WechatPay.builder(MERCHANT).baseUrl("https://api.mch.weixin.qq.com", text);
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }
}
