package io.github.wechatpayfeign.api.resilience4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import feign.Request;
import feign.Response;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.client.observe.CallStart;
import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.CallHeldBackException;
import io.github.wechatpayfeign.errors.LocalFailureException;
import io.github.wechatpayfeign.errors.NoVerificationKeyException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.RequestNotSignedException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.UnusableAnswerException;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.io.IOException;
import java.security.ProviderException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A circuit breaker counts a call by what its end says about the gateway. */
class CircuitBreakerGuardTest {

  private static final CallFacts FACTS = CallFacts.FIRST_ATTEMPT;

  private final CircuitBreaker circuitBreaker = CircuitBreaker.ofDefaults("test");

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "400, PARAM_ERROR, 0",
    "403, TRADE_ERROR, 0",
    "404, ORDER_NOT_EXIST, 0",
    "429, FREQUENCY_LIMITED, 0",
    "202, USER_PAYING, 0",
    "500, USER_PAYING, 0",
    "400, SYSTEM_ERROR, 1",
    "403, BANK_ERROR, 1",
    "500, SYSTEM_ERROR, 1",
    "500, ORDER_NOT_EXIST, 1",
    "502, '', 1",
    "302, '', 1"
  })
  void countsAnAnswerByWhatItSaysAboutTheGateway(int status, String code, int failed) {
    end(answered(status, code));

    assertThat(circuitBreaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(failed);
    assertThat(circuitBreaker.getMetrics().getNumberOfSuccessfulCalls()).isEqualTo(1 - failed);
  }

  static Stream<Throwable> failuresOfTheGateway() {
    return Stream.of(
        TransportException.beforeSending(new IOException("refused"), FACTS),
        TransportException.afterSending(new IOException("lost"), FACTS),
        new ResponseNotVerifiedException(
            Reason.WRONG_SIGNATURE, "m", 204, new byte[0], Map.of(), FACTS),
        new UnusableAnswerException("m", 200, new byte[0], Map.of()));
  }

  @ParameterizedTest
  @MethodSource("failuresOfTheGateway")
  void countsAMissingOrUnverifiedAnswerAsAFailure(Throwable failure) {
    end(failure);

    assertThat(circuitBreaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
  }

  static Stream<Throwable> failuresOfThisProcess() {
    return Stream.of(
        new CallHeldBackException(new IllegalStateException("m")),
        new NoVerificationKeyException(new IllegalStateException("m"), CallFacts.NO_ATTEMPT),
        new RequestNotSignedException(new ProviderException("m"), FACTS),
        LocalFailureException.beforeSending(new IllegalStateException("m"), FACTS),
        LocalFailureException.afterSending(new NoSuchMethodError("m"), FACTS),
        new CancellationException(),
        new IllegalArgumentException("m"));
  }

  @ParameterizedTest
  @MethodSource("failuresOfThisProcess")
  void ignoresFailuresThatSayNothingAboutTheGateway(Throwable failure) {
    end(failure);

    assertThat(circuitBreaker.getMetrics().getNumberOfBufferedCalls()).isZero();
  }

  @Test
  void countsASuccess() {
    end(null);

    assertThat(circuitBreaker.getMetrics().getNumberOfSuccessfulCalls()).isEqualTo(1);
  }

  private void end(@Nullable Throwable failure) {
    int status = failure instanceof WechatPayException answered ? answered.status() : 204;
    Outcome outcome =
        failure instanceof WechatPayException known
            ? known.outcome()
            : failure == null ? null : Outcome.UNKNOWN;
    new CircuitBreakerGuard(circuitBreaker)
        .admit(CallStart.of("Api#close", "POST", "", "1900000109"))
        .ended(CallEnd.of(1, Duration.ofMillis(1), status, outcome, failure, null));
  }

  private static WechatPayException answered(int status, String code) {
    return new WechatPayErrorDecoder()
        .decode(
            "",
            Response.builder()
                .status(status)
                .body("{\"code\":\"" + code + "\"}", UTF_8)
                .request(Request.create(Request.HttpMethod.POST, "/", Map.of(), null, UTF_8, null))
                .build());
  }
}
