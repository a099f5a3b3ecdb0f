package io.github.wechatpayfeign.simulator.fault;

import io.github.wechatpayfeign.simulator.internal.http.GatewayAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Something that goes wrong with one request at a {@link Moment}. The methods below create faults;
 * pass them to {@link io.github.wechatpayfeign.simulator.WechatPaySimulator#failNext} or {@link
 * io.github.wechatpayfeign.simulator.WechatPaySimulator#failWhen}.
 */
public sealed interface Fault
    permits CannedAnswer, Delay, Drop, FalsifiedAnswer, NoFault, OversizedAnswer, TruncatedAnswer {

  /**
   * Returns when the fault strikes.
   *
   * @return the moment: before the request is checked, or after it was carried out
   */
  Moment moment();

  /**
   * Answers an unsigned JSON error with an invented message, before applying.
   *
   * @param status the HTTP status; also 202, usually together with {@link
   *     CannedAnswer#withSignature}
   * @param code the error code, such as {@code SYSTEM_ERROR}
   * @return the fault
   */
  static CannedAnswer error(int status, String code) {
    return error(status, code, "simulated " + code);
  }

  /**
   * Answers an unsigned JSON error, before applying.
   *
   * @param status the HTTP status
   * @param code the error code, such as {@code SYSTEM_ERROR}
   * @param message the message for humans
   * @return the fault
   */
  static CannedAnswer error(int status, String code, String message) {
    GatewayAnswer answer = GatewayAnswer.error(status, code, message);
    return new CannedAnswer(status, answer.headers(), answer.body(), false, Moment.BEFORE_APPLYING);
  }

  /**
   * Answers the given bytes, unsigned and without the gateway's headers, before applying.
   *
   * @param status the HTTP status
   * @param body the exact bytes of the body
   * @return the fault
   */
  static CannedAnswer answer(int status, byte[] body) {
    return new CannedAnswer(status, Map.of(), body, false, Moment.BEFORE_APPLYING);
  }

  /**
   * Answers an HTML page like a proxy in front of the gateway, before applying.
   *
   * @param status the HTTP status, such as 502
   * @return the fault
   */
  static CannedAnswer html(int status) {
    String page = "<html><body><h1>%d</h1></body></html>".formatted(status);
    return answer(status, page.getBytes(StandardCharsets.UTF_8))
        .withHeader("Content-Type", "text/html; charset=utf-8");
  }

  /**
   * Answers a redirect, before applying.
   *
   * @param status the HTTP status, such as 302 or 307
   * @param location the value of the {@code Location} header
   * @return the fault
   */
  static CannedAnswer redirect(int status, String location) {
    return answer(status, new byte[0]).withHeader("Location", location);
  }

  /**
   * Waits in real time, then continues normally. The wait ends if the simulator is closed.
   *
   * @param duration how long to wait, from 1 ms to an hour
   * @param moment when to wait
   * @return the fault
   */
  static Fault delay(Duration duration, Moment moment) {
    return new Delay(duration, moment);
  }

  /**
   * Closes the connection without an answer.
   *
   * @param moment when to close it
   * @return the fault
   */
  static Fault drop(Moment moment) {
    return new Drop(moment);
  }

  /**
   * Answers with the first half of a signed JSON body, then closes the connection.
   *
   * @param status the HTTP status, which must allow a body
   * @param moment when to answer
   * @return the fault
   */
  static Fault truncated(int status, Moment moment) {
    return new TruncatedAnswer(status, moment);
  }

  /**
   * Answers an unsigned body of a given size. The body is never in memory as a whole, and sending
   * stops if the client disconnects.
   *
   * @param status the HTTP status, which must allow a body
   * @param bytes the size of the body in bytes, at least 1
   * @param moment when to answer
   * @return the fault
   */
  static Fault oversized(int status, long bytes, Moment moment) {
    return new OversizedAnswer(status, bytes, moment);
  }

  /**
   * Makes the signature of a successful answer false, {@linkplain Moment#AFTER_APPLYING after
   * applying}.
   *
   * @param how the way in which the signature is false
   * @return the fault
   */
  static Fault falsify(Falsification how) {
    return new FalsifiedAnswer(how);
  }

  /**
   * Lets a request pass, between faults or after the last one.
   *
   * @return no fault
   */
  static Fault none() {
    return new NoFault();
  }
}
