package io.github.wechatpayfeign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wechatpayfeign.api.InvalidOrderNumberException;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.errors.OrderPaidException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.ProblemDetail;

/** Exceptions of calls as problem details. */
class ProblemsTest {

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  private static ApplicationContextRunner application() {
    return Starter.of(SIMULATOR)
        .withConfiguration(AutoConfigurations.of(WechatPayProblemsAutoConfiguration.class))
        .withPropertyValues("wechatpay.retry.max-attempts=1");
  }

  @ParameterizedTest
  @CsvSource({
    "400, PARAM_ERROR, 500",
    "403, RULE_LIMIT, 409",
    "404, ORDER_NOT_EXIST, 409",
    "429, FREQUENCY_LIMITED, 503",
    "500, SYSTEM_ERROR, 502"
  })
  void tellTheOutcomeByTheirStatus(int status, String code, int problem) {
    application()
        .withPropertyValues("wechatpay.problem-details.enabled=true")
        .run(
            context -> {
              SIMULATOR.reset();
              SIMULATOR.createOrder("ORDER-1");
              SIMULATOR.failNext(Fault.error(status, code));
              WechatPayException thrown =
                  catchThrowableOfType(
                      WechatPayException.class,
                      () -> context.getBean(WechatPay.class).closeOrder("ORDER-1"));
              assertThat(thrown).isNotNull();

              ProblemDetail detail = context.getBean(WechatPayProblems.class).callFailed(thrown);

              assertThat(detail.getStatus()).isEqualTo(problem);
              assertThat(detail.getProperties())
                  .containsEntry("outcome", thrown.outcome())
                  .containsEntry("next", thrown.next())
                  .containsEntry("code", code)
                  .containsEntry("attempts", 1)
                  .containsEntry("requestId", thrown.requestId());
              assertThat(thrown.outcome() == Outcome.UNKNOWN).isEqualTo(problem == 502);
            });
  }

  @Test
  void tellOfAPaidOrderAndOfAWrongNumber() {
    application()
        .run(
            context -> {
              SIMULATOR.reset();
              SIMULATOR.createOrder("ORDER-1");
              SIMULATOR.pay("ORDER-1");
              WechatPay wechatPay = context.getBean(WechatPay.class);
              OrderPaidException paid =
                  catchThrowableOfType(
                      OrderPaidException.class, () -> wechatPay.closeOrder("ORDER-1"));
              InvalidOrderNumberException wrong =
                  catchThrowableOfType(
                      InvalidOrderNumberException.class, () -> wechatPay.closeOrder("no order"));
              WechatPayProblems problems = new WechatPayProblems();

              assertThat(problems.orderIsPaid(paid).getStatus()).isEqualTo(409);
              assertThat(problems.orderIsPaid(paid).getProperties())
                  .containsEntry("code", "ORDER_PAID");
              assertThat(problems.orderNumberIsInvalid(wrong).getStatus()).isEqualTo(400);
              assertThat(problems.orderNumberIsInvalid(wrong).getDetail()).contains("no order");
              assertThat(context).doesNotHaveBean(WechatPayProblems.class);
            });
  }
}
