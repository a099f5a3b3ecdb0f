package io.github.wechatpayfeign.springtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The exception handler that an application may switch on. */
class ProblemDetailsTest {

  private final WechatPaySimulator simulator = WechatPaySimulator.start();
  private final ApplicationContextRunner application =
      Applications.whole(simulator).withPropertyValues("wechatpay.problem-details.enabled=true");

  @AfterEach
  void stop() {
    simulator.close();
  }

  /** A controller of the application. */
  @RestController
  static final class Orders {

    private final WechatPay wechatPay;

    Orders(WechatPay wechatPay) {
      this.wechatPay = wechatPay;
    }

    @GetMapping("/close/{order}")
    void close(@PathVariable("order") String order) {
      wechatPay.closeOrder(order);
    }

    @GetMapping("/broken")
    int broken() {
      return Integer.parseInt("a mistake of the application");
    }
  }

  private static MockMvc web(AssertableApplicationContext context) {
    return MockMvcBuilders.standaloneSetup(new Orders(context.getBean(WechatPay.class)))
        .setControllerAdvice(
            context.getBeansWithAnnotation(ControllerAdvice.class).values().toArray())
        .build();
  }

  @Test
  void isOffByDefault() {
    Applications.whole(simulator)
        .run(
            context ->
                assertThat(context.getBeansWithAnnotation(ControllerAdvice.class)).isEmpty());
  }

  @Test
  void answers400ForAnOrderNumberThatNoOrderCanHave() {
    application.run(
        context -> {
          MockHttpServletResponse answer =
              web(context).perform(get("/close/short")).andReturn().getResponse();
          assertThat(answer.getStatus()).isEqualTo(400);
          assertThat(answer.getContentAsString()).contains("out_trade_no must be 6 to 32");
        });
  }

  @Test
  void leavesOtherIllegalArgumentsToTheApplication() {
    application.run(
        context ->
            assertThatThrownBy(() -> web(context).perform(get("/broken")))
                .hasCauseInstanceOf(IllegalArgumentException.class));
  }

  @Test
  void describesTheOutcomeOfTheOrder() {
    simulator.failWhen(request -> Optional.of(Fault.error(403, "TRADE_ERROR")));

    application.run(
        context -> {
          MockHttpServletResponse answer =
              web(context).perform(get("/close/ORDER-1")).andReturn().getResponse();
          assertThat(answer.getStatus()).isEqualTo(409);
          assertThat(answer.getContentType()).startsWith("application/problem+json");
          assertThat(answer.getContentAsString())
              .contains("\"outcome\":\"REJECTED\"", "\"code\":\"TRADE_ERROR\"");
        });
  }
}
