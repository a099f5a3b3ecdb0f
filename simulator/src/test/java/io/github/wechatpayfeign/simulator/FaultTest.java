package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.internal.traffic.GatewayHandler;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault strikes at its moment, and the order changes only if the fault comes after applying.
 */
class FaultTest extends SharedSimulatorTest {
  @ParameterizedTest
  @EnumSource
  void answersErrorAtItsMoment(Moment moment) {
    simulator.failNext(Fault.error(500, "SYSTEM_ERROR", "系统异常").at(moment));

    RawAnswer answer = call().send();

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text()).isEqualTo("{\"code\":\"SYSTEM_ERROR\",\"message\":\"系统异常\"}");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(answer.header("Request-ID")).matches("[0-9A-F]{32}-1");
    assertThat(answer.headers()).doesNotContainKey("Wechatpay-Signature");
    assertThatOrderIsClosedOnlyIfAppliedAt(moment);
  }

  static Stream<Fault> faults() {
    return Stream.of(
        Fault.error(500, "SYSTEM_ERROR"),
        Fault.html(502),
        Fault.drop(Moment.BEFORE_APPLYING),
        Fault.drop(Moment.AFTER_APPLYING),
        Fault.truncated(200, Moment.BEFORE_APPLYING),
        Fault.falsify(Falsification.UNSIGNED));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void refusesARequestWithoutAuthorizationWhateverFaultIsPlannedAndKeepsTheFault(Fault fault) {
    simulator.failNext(fault);

    RawAnswer unsigned = call().header("Authorization").send();
    byte[] signed = call().sendForBytes();

    assertThat(unsigned.status()).isEqualTo(401);
    assertThat(unsigned.code()).isEqualTo("SIGN_ERROR");
    assertThat(new String(signed, StandardCharsets.ISO_8859_1))
        .as("the fault strikes the next request")
        .doesNotContainPattern("(?s)HTTP/1.1 204.*Wechatpay-Signature");
  }

  @Test
  void answersErrorWithFurtherHeaders() {
    simulator.failNext(
        Fault.error(429, "FREQUENCY_LIMITED")
            .withHeader("Retry-After", "2")
            .withHeader("X-Twice", "a")
            .withHeader("x-twice", "b")
            .withHeader("Request-ID", "mine"));

    RawAnswer answer = call().send();

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.code()).isEqualTo("FREQUENCY_LIMITED");
    assertThat(answer.message()).isEqualTo("simulated FREQUENCY_LIMITED");
    assertThat(answer.header("Retry-After")).isEqualTo("2");
    assertThat(answer.values("X-Twice")).containsExactly("a", "b");
    assertThat(answer.header("Request-ID")).isEqualTo("mine");
    assertThatOrderIsClosedOnlyIfAppliedAt(Moment.BEFORE_APPLYING);
  }

  @Test
  void signsAcceptedAnswerWithBody() {
    simulator.failNext(Fault.error(202, "USER_PAYING").withSignature());

    RawAnswer answer = call().send();

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.code()).isEqualTo("USER_PAYING");
    assertThat(answer.isSignedBy(simulator.publicKeyPem())).isTrue();
    assertThat(answer.header("Request-ID")).endsWith("-0");
  }

  @ParameterizedTest
  @EnumSource
  void answersHtmlAtItsMoment(Moment moment) {
    simulator.failNext(Fault.html(502).at(moment));

    RawAnswer answer = call().send();

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(answer.text()).startsWith("<html>");
    assertThat(answer.headers()).doesNotContainKey("Request-ID");
    assertThatOrderIsClosedOnlyIfAppliedAt(moment);
  }

  @Test
  void answersArbitraryBytes() {
    byte[] bytes = {0, -1, '\r', '\n', '{'};
    simulator.failNext(Fault.answer(599, bytes));

    RawAnswer answer = call().send();

    assertThat(answer.status()).isEqualTo(599);
    assertThat(answer.body()).containsExactly(bytes);
    assertThat(answer.headers()).containsOnlyKeys("Content-Length", "Date", "Connection");
  }

  @Test
  void answersRedirect() {
    simulator.failNext(Fault.redirect(307, "http://127.0.0.1:1/elsewhere"));

    RawAnswer answer = call().send();

    assertThat(answer.status()).isEqualTo(307);
    assertThat(answer.header("Location")).isEqualTo("http://127.0.0.1:1/elsewhere");
    assertThatOrderIsClosedOnlyIfAppliedAt(Moment.BEFORE_APPLYING);
  }

  @ParameterizedTest
  @EnumSource
  void continuesNormallyAfterADelay(Moment moment) {
    simulator.failNext(Fault.delay(Duration.ofMillis(50), moment));
    long start = System.nanoTime();

    RawAnswer answer = call().send();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(49));
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.isSignedBy(simulator.publicKeyPem())).isTrue();
    assertThat(simulator.state(order)).contains(OrderState.CLOSED);
  }

  @ParameterizedTest
  @EnumSource
  void dropsConnectionAtItsMoment(Moment moment) {
    simulator.failNext(Fault.drop(moment));

    assertThat(call().sendForBytes()).isEmpty();
    assertThatOrderIsClosedOnlyIfAppliedAt(moment);
  }

  @ParameterizedTest
  @EnumSource
  void truncatesBodyAtItsMoment(Moment moment) {
    simulator.failNext(Fault.truncated(200, moment));

    RawAnswer answer = call().send();

    String whole = "{\"code\":\"SYSTEM_ERROR\",\"message\":\"simulated truncation\"}";
    assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(whole.length()));
    assertThat(answer.text()).isEqualTo(whole.substring(0, whole.length() / 2));
    assertThat(answer.isSignedBy(simulator.publicKeyPem(), whole.getBytes(StandardCharsets.UTF_8)))
        .isTrue();
    assertThatOrderIsClosedOnlyIfAppliedAt(moment);
  }

  @ParameterizedTest
  @EnumSource
  void sendsOversizedBodyAtItsMoment(Moment moment) {
    simulator.failNext(Fault.oversized(500, 3_000_001, moment));

    RawAnswer answer = call().send();

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).hasSize(3_000_001).containsOnly(' ');
    assertThatOrderIsClosedOnlyIfAppliedAt(moment);
  }

  @Test
  void stopsSendingAnOversizedBodyIfTheClientDisconnects() throws Exception {
    simulator.failNext(Fault.oversized(200, Long.MAX_VALUE, Moment.BEFORE_APPLYING));
    try (Socket socket = call().open()) {
      InputStream in = socket.getInputStream();
      assertThat(in.readNBytes(100_000)).hasSize(100_000);
    }

    Waiting.until(
        () ->
            Thread.getAllStackTraces().values().stream()
                .flatMap(Stream::of)
                .noneMatch(frame -> frame.getMethodName().equals("writeSpaces")));
  }

  @Test
  void answersTheNormalRefusalIfTheFaultComesAfterApplying() {
    simulator.pay(order);
    simulator.failNext(Fault.falsify(Falsification.FORGED), Fault.drop(Moment.AFTER_APPLYING));

    assertThat(call().send().code()).isEqualTo("ORDER_PAID");
    assertThat(wronglySigned().send().code()).isEqualTo("SIGN_ERROR");
    assertThat(callForAnother().send().status()).isEqualTo(204);
  }

  @Test
  void strikesEvenARequestWithAWrongSignatureBeforeApplying() {
    simulator.failNext(Fault.error(503, "SERVICE_UNAVAILABLE"));

    assertThat(wronglySigned().send().status()).isEqualTo(503);
  }

  @Test
  void strikesInOrderAndThenFollowsThePlan() {
    simulator.failWhen(
        request ->
            request.outTradeNo().filter(order::equals).map(number -> Fault.error(504, "PLANNED")));
    simulator.failNext(Fault.error(500, "FIRST"), Fault.error(500, "SECOND"));

    assertThat(call().send().code()).isEqualTo("FIRST");
    assertThat(callForAnother().send().code()).isEqualTo("SECOND");
    assertThat(callForAnother().send().status()).isEqualTo(204);
    assertThat(call().send().code()).isEqualTo("PLANNED");

    simulator.failWhen(request -> Optional.empty());
    assertThat(call().send().status()).isEqualTo(204);
  }

  @Test
  void answers500IfThePlanThrows() {
    simulator.failWhen(
        request -> {
          throw new IllegalStateException("no plan for " + request);
        });

    RawAnswer answer = call().send();

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.code()).isEqualTo("SIMULATOR_FAILURE");
    assertThat(answer.message()).contains("no plan for POST /v3/pay/");
  }

  static Stream<Throwable> whatCanBeThrown() {
    return Stream.of(
        new NoSuchMethodError("org.bouncycastle.Mixed.method()"),
        new StackOverflowError("deep"),
        new AssertionError("not as the test expected"),
        new IllegalArgumentException("odd"));
  }

  @ParameterizedTest
  @MethodSource("whatCanBeThrown")
  void answers500AndLogsALineWhateverIsThrown(Throwable thrown) {
    List<String> lines = new CopyOnWriteArrayList<>();
    Logger logger = Logger.getLogger(GatewayHandler.class.getName());
    Handler recorder =
        new StreamHandler() {
          @Override
          public synchronized void publish(LogRecord line) {
            lines.add(line.getMessage());
          }
        };
    logger.addHandler(recorder);
    simulator.failWhen(
        request -> {
          if (thrown instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) thrown;
        });

    RawAnswer answer = call().send();
    logger.removeHandler(recorder);

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.code()).isEqualTo("SIMULATOR_FAILURE");
    assertThat(answer.message()).isEqualTo(thrown.toString());
    assertThat(lines).containsExactly("The simulator failed and answered 500: " + thrown);
  }

  @Test
  void rejectsFaultsWithIllegalValues() {
    assertThatThrownBy(() -> Fault.error(204, "X"))
        .hasMessage("The status 204 allows no body: set another status, or no body");
    assertThatThrownBy(() -> Fault.html(199))
        .hasMessage("The status must be 200 to 599, but is 199");
    assertThatThrownBy(() -> Fault.answer(600, new byte[0]))
        .hasMessage("The status must be 200 to 599, but is 600");
    assertThatThrownBy(() -> Fault.truncated(304, Moment.AFTER_APPLYING))
        .hasMessage("The status 304 allows no body: set another status, or no body");
    assertThatThrownBy(() -> Fault.oversized(200, 0, Moment.AFTER_APPLYING))
        .hasMessage("The number of bytes must be 1 or more, but is 0");
    assertThatThrownBy(() -> Fault.delay(Duration.ZERO, Moment.AFTER_APPLYING))
        .hasMessage("The delay must be 1 ms to 1 hour, but is PT0S");
    assertThatThrownBy(() -> Fault.redirect(302, "/a\r\nSet-Cookie: b"))
        .hasMessage(
            "The value of the header Location must be printable ASCII, but is \"/a\r\nSet-Cookie:"
                + " b\"");
    assertThatThrownBy(() -> Fault.html(502).withHeader("a b", "c"))
        .hasMessage("The header name must be an HTTP token, but is \"a b\"");
  }

  private RawCall wronglySigned() {
    return call().authorization(header -> header.replace("signature=\"", "signature=\"AAAA"));
  }

  private RawCall callForAnother() {
    return new RawCall(simulator, clock.seconds(), "ORDER-0002");
  }

  private void assertThatOrderIsClosedOnlyIfAppliedAt(Moment moment) {
    assertThat(simulator.state(order))
        .contains(moment == Moment.AFTER_APPLYING ? OrderState.CLOSED : OrderState.UNPAID);
  }
}
