package io.github.wechatpayfeign.spring.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.notification.NotificationException;
import io.github.wechatpayfeign.api.notification.Notifications;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.http.ResponseEntity;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

class NotificationBeansTest {

  private static final AutoConfigurations ROOM =
      AutoConfigurations.of(WechatPayNotificationAutoConfiguration.class);

  @Test
  void fitTheKindOfWebApplication() {
    new WebApplicationContextRunner()
        .withConfiguration(ROOM)
        .run(
            context -> {
              List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>();
              context.getBean(WebMvcConfigurer.class).addArgumentResolvers(resolvers);
              assertThat(resolvers).hasOnlyElementsOfType(ServletNoticeResolver.class).hasSize(1);
              assertThat(context).hasSingleBean(NotificationAdvice.class);
              assertThat(context).doesNotHaveBean(WebFluxConfigurer.class);
            });
    new ReactiveWebApplicationContextRunner()
        .withConfiguration(ROOM)
        .run(
            context -> {
              ArgumentResolverConfigurer resolvers = new ArgumentResolverConfigurer();
              context.getBean(WebFluxConfigurer.class).configureArgumentResolvers(resolvers);
              assertThat(context).hasSingleBean(NotificationAdvice.class);
              assertThat(context).doesNotHaveBean(WebMvcConfigurer.class);
            });
    new ApplicationContextRunner()
        .withConfiguration(ROOM)
        .run(context -> assertThat(context).doesNotHaveBean(WebMvcConfigurer.class));
  }

  @Test
  void areNotThereIfTheStarterIsSwitchedOff() {
    new WebApplicationContextRunner()
        .withConfiguration(ROOM)
        .withPropertyValues("wechatpay.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(NotificationAdvice.class));
  }

  @Test
  void answerWhatTheRefusalSays() {
    NotificationAdvice advice = new NotificationAdvice();
    try (WechatPaySimulator simulator = WechatPaySimulator.start();
        WechatPay wechatPay =
            WechatPay.builder(
                    Merchant.builder()
                        .mchid(simulator.mchid())
                        .merchantSerial(simulator.merchantSerial())
                        .privateKeyPem(simulator.merchantPrivateKeyPem())
                        .wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem())
                        .build())
                .baseUrl(simulator.baseUrl())
                .build()) {
      SentNotice paid = SentNotice.ofAPayment(simulator, "ORDER-1");
      Notifications notifications = Notifications.of(wechatPay);

      ResponseEntity<String> forged =
          advice.refused(
              catchThrowableOfType(
                  NotificationException.class,
                  () -> notifications.parse(name -> List.of(), paid.body())));
      assertThat(forged.getStatusCode().value()).isEqualTo(401);
      assertThat(forged.getBody()).contains("FAIL");

      ResponseEntity<String> withoutKey =
          advice.refused(
              catchThrowableOfType(
                  NotificationException.class,
                  () -> notifications.parse(name -> header(paid, name), paid.body())));
      assertThat(withoutKey.getStatusCode().value()).isEqualTo(500);
    }
    assertThat(advice.undelivered(new NoReceiverException(404, "nobody")).getStatusCode().value())
        .isEqualTo(404);
  }

  private static List<String> header(SentNotice notice, String name) {
    return notice.headers().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .flatMap(header -> header.getValue().stream())
        .toList();
  }
}
