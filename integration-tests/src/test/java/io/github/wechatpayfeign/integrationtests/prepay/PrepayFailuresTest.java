package io.github.wechatpayfeign.integrationtests.prepay;

import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.APPID;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.IP;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.OPENID;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.tea;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.prepay.JsapiInvocation;
import io.github.wechatpayfeign.api.prepay.Prepay;
import io.github.wechatpayfeign.api.prepay.PrepayOrder;
import io.github.wechatpayfeign.api.prepay.TimeExpireOutOfRangeException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.UnusableAnswerException;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.MovableClock;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.integrationtests.support.WireRequest;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.openssl.OpenSsl;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prepays that fail: what is repeated, what is thrown, and that no message tells of the buyer. */
class PrepayFailuresTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 500, 502, 429})
  void repeatsTheIdenticalBody(int status) {
    int[] attempts = {0};
    RawServer.Script script =
        (request, out) -> {
          if (++attempts[0] == 3) {
            out.write(PrepayGateway.answerTo(request));
          } else if (status > 0) {
            out.write(TestGateway.answer(status, Map.of(), "{\"code\":\"SYSTEM_ERROR\"}"));
          }
        };
    try (RawServer server = RawServer.start(script);
        WechatPay wechatPay =
            WechatPay.builder(TestGateway.merchant()).baseUrl(server.baseUrl()).build()) {
      JsapiInvocation invocation = Prepay.of(wechatPay, APPID).jsapi(tea().build(), OPENID);

      PaySignature.assertValid(invocation, TestGateway.MERCHANT_KEYS.getPublic());
      assertThat(server.requests()).hasSize(3);
      assertThat(server.requests())
          .extracting(WireRequest::body)
          .containsOnly(server.requests().get(0).body());
      assertThat(server.requests())
          .extracting(request -> request.header("Authorization"))
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest(name = "{0} {1} is a {2}")
  @CsvSource({
    "400, PARAM_ERROR, ParamErrorException, REJECTED",
    "400, INVALID_REQUEST, InvalidRequestException, REJECTED",
    "400, APPID_MCHID_NOT_MATCH, AppidMchidNotMatchException, REJECTED",
    "400, MCH_NOT_EXISTS, MchNotExistsException, REJECTED",
    "401, SIGN_ERROR, SignErrorException, REJECTED",
    "403, NO_AUTH, NoAuthException, REJECTED",
    "403, OUT_TRADE_NO_USED, OutTradeNoUsedException, REJECTED",
    "429, FREQUENCY_LIMITED, FrequencyLimitedException, REJECTED",
    "500, SYSTEM_ERROR, SystemErrorException, UNKNOWN"
  })
  void throwsTheTypeOfEachError(int status, String code, String exception, Outcome outcome) {
    WechatPayException thrown =
        failure(TestGateway.answer(status, Map.of(), "{\"code\":\"" + code + "\"}"));

    assertThat(thrown.getClass().getSimpleName()).isEqualTo(exception);
    assertThat(thrown.outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"prepay_id\":null}",
        "{\"prepay_id\":\"\"}",
        "{\"prepay_id\":\"prepay_id=wx1\"}",
        "{\"prepay_id\":\"wx1\\nwx2\"}",
        "{\"code_url\":\"weixin://wxpay/bizpayurl?pr=1\"}"
      })
  void signsNothingForAnAnswerWithoutAPrepayId(String body) {
    assertThat(failure(TestGateway.signedAnswer(200, body)))
        .isInstanceOf(UnusableAnswerException.class)
        .hasMessageContaining("not a valid PrepayId");
  }

  @Test
  void signsNothingForAnAnswerThatIsNotSigned() {
    assertThat(failure(TestGateway.answer(200, Map.of(), "{\"prepay_id\":\"wx1\"}")))
        .isInstanceOf(ResponseNotVerifiedException.class);
  }

  private static WechatPayException failure(byte[] answer) {
    try (RawServer server = RawServer.start((request, out) -> out.write(answer));
        WechatPay wechatPay = TestGateway.client(server.baseUrl())) {
      WechatPayException thrown =
          catchThrowableOfType(
              WechatPayException.class,
              () -> Prepay.of(wechatPay, APPID).jsapi(tea().build(), OPENID));
      assertThat(thrown).isNotNull();
      assertThat(thrown.hasRequest()).isFalse();
      assertThat(thrown).hasMessageNotContaining(OPENID);
      return thrown;
    }
  }

  @Test
  void sendsNothingForATimeThatWechatPayWouldChange() {
    MovableClock clock = new MovableClock();
    try (RawServer server = PrepayGateway.start();
        WechatPay wechatPay =
            WechatPay.builder(TestGateway.merchant())
                .baseUrl(server.baseUrl())
                .clock(clock)
                .build()) {
      Prepay prepay = Prepay.of(wechatPay, APPID);
      PrepayOrder order = tea().timeExpire(clock.instant().plus(Duration.ofMinutes(4))).build();
      assertThat(prepay.nativePay(order).value()).isNotBlank();
      assertThat(server.onlyRequest().body())
          .containsPattern("\"time_expire\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+08:00\"");

      clock.advance(Duration.ofMinutes(3));

      assertRefused(() -> prepay.jsapi(order, OPENID));
      assertRefused(() -> prepay.app(order));
      assertRefused(() -> prepay.h5(order, IP));
      assertRefused(() -> prepay.nativePay(order));
      assertThat(server.requests()).hasSize(1);
    }
  }

  private static void assertRefused(Runnable prepay) {
    assertThatExceptionOfType(TimeExpireOutOfRangeException.class)
        .isThrownBy(prepay::run)
        .withMessageContaining("must be more than 1 minute ahead");
  }

  @Test
  void sendsNothingWithoutABuyer() {
    try (RawServer server = PrepayGateway.start();
        WechatPay wechatPay = TestGateway.client(server.baseUrl())) {
      Prepay prepay = Prepay.of(wechatPay, APPID);

      assertThatIllegalArgumentException().isThrownBy(() -> prepay.jsapi(tea().build(), ""));
      assertThatIllegalArgumentException().isThrownBy(() -> prepay.h5(tea().build(), " "));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Prepay.of(wechatPay, "wx 1"))
          .withMessageStartingWith("The appid must be");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Prepay.ofSubMerchant(wechatPay, APPID, ""))
          .withMessageStartingWith("The sub_mchid must be");
      assertThat(server.requests()).isEmpty();
    }
  }

  /** No official page tells how the phone's signature is made with SM2. */
  @Test
  void placesNothingForAPhoneWithAnSm2Key() {
    Merchant sm2 =
        Merchant.builder()
            .mchid(TestGateway.MCHID)
            .merchantSerial(TestGateway.SERIAL)
            .privateKey(OpenSsl.inTemporaryFolder().key("sm2.pem", "genpkey", "-algorithm", "SM2"))
            .apiV3Key("0".repeat(32))
            .build();
    try (RawServer server = PrepayGateway.start();
        WechatPay wechatPay = WechatPay.builder(sm2).baseUrl(server.baseUrl()).build()) {
      Prepay prepay = Prepay.of(wechatPay, APPID);

      assertThatIllegalStateException()
          .isThrownBy(() -> prepay.jsapi(tea().build(), OPENID))
          .withMessageContaining("only RSA is documented");
      assertThatIllegalStateException().isThrownBy(() -> prepay.app(tea().build()));
      assertThat(server.requests()).isEmpty();
    }
  }
}
