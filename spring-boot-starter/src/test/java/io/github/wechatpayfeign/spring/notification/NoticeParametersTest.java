package io.github.wechatpayfeign.spring.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.api.notification.Notice;
import io.github.wechatpayfeign.api.notification.NotificationException;
import io.github.wechatpayfeign.api.notification.NotificationException.Reason;
import io.github.wechatpayfeign.api.notification.RefundNotice;
import io.github.wechatpayfeign.api.notification.TransactionNotice;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ContentCachingRequestWrapper;
import reactor.core.publisher.Flux;

/** What a controller's parameter gets, and what it does not get. */
class NoticeParametersTest {

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();
  private static final SentNotice PAID = SentNotice.ofAPayment(SIMULATOR, "ORDER-1");
  private static final WechatPay WECHAT_PAY =
      WechatPay.builder(
              Merchant.builder()
                  .mchid(SIMULATOR.mchid())
                  .merchantSerial(SIMULATOR.merchantSerial())
                  .privateKeyPem(SIMULATOR.merchantPrivateKeyPem())
                  .wechatPayPublicKeyPem(SIMULATOR.publicKeyId(), SIMULATOR.publicKeyPem())
                  .apiV3Key(SIMULATOR.apiV3Key())
                  .build())
          .baseUrl(SIMULATOR.baseUrl())
          .build();

  @AfterAll
  static void stop() {
    WECHAT_PAY.close();
    SIMULATOR.close();
  }

  private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
  private final NoticeReceivers receivers = new NoticeReceivers(beans);

  /** A controller of a user. */
  @SuppressWarnings("unused")
  private static final class Controller {

    void any(Notice notice) {}

    void paid(TransactionNotice notice) {}

    void refunded(RefundNotice notice) {}

    void shop(@Qualifier("shop") TransactionNotice notice) {}

    void text(String text) {}
  }

  private static MethodParameter parameter(String method) {
    for (var declared : Controller.class.getDeclaredMethods()) {
      if (declared.getName().equals(method)) {
        return new MethodParameter(declared, 0);
      }
    }
    throw new AssertionError(method);
  }

  private static MockHttpServletRequest request(byte[] body) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/paid");
    PAID.headers().forEach((name, values) -> values.forEach(each -> request.addHeader(name, each)));
    request.setContent(body);
    return request;
  }

  private Object resolve(String method, jakarta.servlet.http.HttpServletRequest request)
      throws Exception {
    return new ServletNoticeResolver(receivers)
        .resolveArgument(parameter(method), null, new ServletWebRequest(request), null);
  }

  private Object resolveReactive(String method, byte[] body) {
    HttpHeaders headers = new HttpHeaders();
    PAID.headers().forEach(headers::addAll);
    MockServerWebExchange exchange =
        MockServerWebExchange.from(
            MockServerHttpRequest.post("/paid")
                .headers(headers)
                .body(
                    body.length == 0
                        ? Flux.empty()
                        : Flux.just(new DefaultDataBufferFactory().wrap(body))));
    return new ReactiveNoticeResolver(receivers)
        .resolveArgument(parameter(method), new BindingContext(), exchange)
        .block();
  }

  @Test
  void areOfTheTypesOfNotices() {
    ServletNoticeResolver servlet = new ServletNoticeResolver(receivers);
    ReactiveNoticeResolver reactive = new ReactiveNoticeResolver(receivers);

    for (String method : new String[] {"any", "paid", "refunded", "shop"}) {
      assertThat(servlet.supportsParameter(parameter(method))).isTrue();
      assertThat(reactive.supportsParameter(parameter(method))).isTrue();
    }
    assertThat(servlet.supportsParameter(parameter("text"))).isFalse();
    assertThat(reactive.supportsParameter(parameter("text"))).isFalse();
  }

  @Test
  void getTheVerifiedNoticeOfAnyWebApplication() throws Exception {
    beans.registerSingleton("wechatPay", WECHAT_PAY);

    assertThat(resolve("paid", request(PAID.body())))
        .isInstanceOfSatisfying(
            TransactionNotice.class,
            notice -> assertThat(notice.outTradeNo()).isEqualTo("ORDER-1"));
    assertThat(resolveReactive("any", PAID.body())).isInstanceOf(TransactionNotice.class);
  }

  @Test
  void getTheNoticeOfTheirMerchant() throws Exception {
    beans.registerSingleton("shop", WECHAT_PAY);
    assertThat(resolve("shop", request(PAID.body()))).isInstanceOf(TransactionNotice.class);

    WechatPayRegistry registry = WechatPayRegistry.builder().build();
    registry.put(WECHAT_PAY);
    beans.registerSingleton("registry", registry);
    MockHttpServletRequest request = request(PAID.body());
    request.setAttribute(
        HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of("mchid", SIMULATOR.mchid()));
    assertThat(resolve("paid", request)).isInstanceOf(TransactionNotice.class);

    request.setAttribute(
        HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of("mchid", "1900000333"));
    NoReceiverException unknown =
        catchThrowableOfType(NoReceiverException.class, () -> resolve("paid", request));
    assertThat(unknown.status()).isEqualTo(404);
    registry.close();
  }

  @Test
  void getNothingIfNobodySaysWhichMerchantItIs() {
    assertThatExceptionOfType(NoReceiverException.class)
        .isThrownBy(() -> resolve("paid", request(PAID.body())))
        .withMessageContaining("add @Qualifier")
        .satisfies(e -> assertThat(e.status()).isEqualTo(500));
  }

  @Test
  void getNothingThatIsNotSignedOrOfAnotherType() {
    beans.registerSingleton("wechatPay", WECHAT_PAY);

    assertThatExceptionOfType(NotificationException.class)
        .isThrownBy(() -> resolve("refunded", request(PAID.body())))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_TYPE));
    assertThatExceptionOfType(NotificationException.class)
        .isThrownBy(() -> resolveReactive("paid", new byte[0]))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_VERIFIED));
    assertThatExceptionOfType(NotificationException.class)
        .isThrownBy(() -> resolveReactive("paid", new byte[2 * 1024 * 1024]))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNREADABLE));
  }

  @Test
  void getABodyThatAFilterKeptAndNoneThatItLost() throws Exception {
    beans.registerSingleton("wechatPay", WECHAT_PAY);
    ContentCachingRequestWrapper kept =
        new ContentCachingRequestWrapper(request(PAID.body()), 100_000);
    assertThat(kept.getInputStream().readAllBytes()).isNotEmpty();
    assertThat(resolve("paid", kept)).isInstanceOf(TransactionNotice.class);

    MockHttpServletRequest lost = request(PAID.body());
    assertThat(lost.getInputStream().readAllBytes()).isNotEmpty();
    assertThatExceptionOfType(NoReceiverException.class)
        .isThrownBy(() -> resolve("paid", lost))
        .withMessageContaining("A filter has read the body");
  }
}
