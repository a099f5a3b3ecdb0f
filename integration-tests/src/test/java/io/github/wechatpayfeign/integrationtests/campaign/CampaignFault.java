package io.github.wechatpayfeign.integrationtests.campaign;

import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.simulator.fault.CannedAnswer;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What goes wrong with an attempt in the campaign, and where. */
enum CampaignFault {
  NONE(() -> null),
  LOST_BEFORE(() -> Fault.drop(Moment.BEFORE_APPLYING)),
  LOST_AFTER(() -> Fault.drop(Moment.AFTER_APPLYING)),
  SLOW_BEFORE(() -> slow(Moment.BEFORE_APPLYING)),
  SLOW_AFTER(() -> slow(Moment.AFTER_APPLYING)),
  TRUNCATED_200(() -> Fault.truncated(200, Moment.AFTER_APPLYING)),
  TRUNCATED_500(() -> Fault.truncated(500, Moment.AFTER_APPLYING)),
  OVERSIZED_200(() -> Fault.oversized(200, 1_100_000, Moment.AFTER_APPLYING)),
  OVERSIZED_500(() -> Fault.oversized(500, 1_100_000, Moment.BEFORE_APPLYING)),
  HTML_502_BEFORE(() -> Fault.html(502)),
  HTML_502_AFTER(() -> Fault.html(502).at(Moment.AFTER_APPLYING)),
  SYSTEM_ERROR_BEFORE(() -> Fault.error(500, "SYSTEM_ERROR")),
  SYSTEM_ERROR_AFTER(() -> Fault.error(500, "SYSTEM_ERROR").at(Moment.AFTER_APPLYING)),
  RETRY_AFTER_0_BY_503(
      () -> Fault.error(503, "SERVICE_UNAVAILABLE").withHeader("Retry-After", "0")),
  TOO_MANY_429(() -> Fault.error(429, "FREQUENCY_LIMITED")),
  TOO_MANY_429_WITH_RETRY_AFTER(
      () -> Fault.error(429, "FREQUENCY_LIMITED").withHeader("Retry-After", "30")),
  NOT_PROCESSED_202(() -> Fault.error(202, "USER_PAYING").withSignature()),
  UNSIGNED_202(() -> Fault.error(202, "USER_PAYING")),
  REDIRECT(() -> Fault.redirect(307, "/v3/elsewhere")),
  REFUSED_403(() -> Fault.error(403, "TRADE_ERROR")),
  /** A 204 without a signature, while the order stays open. */
  INVENTED_204(() -> Fault.answer(204, new byte[0])),
  /**
   * A 204 with every header of a signature and a signature of nothing, while the order stays open.
   */
  FORGED_204(() -> null),
  UNSIGNED(() -> Fault.falsify(Falsification.UNSIGNED)),
  FORGED(() -> Fault.falsify(Falsification.FORGED)),
  STALE(() -> Fault.falsify(Falsification.STALE)),
  FUTURE(() -> Fault.falsify(Falsification.FUTURE)),
  WRONG_SERIAL(() -> Fault.falsify(Falsification.UNKNOWN_SERIAL)),
  SIGNTEST(() -> Fault.falsify(Falsification.SIGNTEST)),
  NOT_BASE64(() -> Fault.falsify(Falsification.NOT_BASE64)),
  REPEATED_HEADER(() -> Fault.falsify(Falsification.REPEATED_HEADER)),
  /** The connection is reset by a proxy before the gateway has the request. */
  RESET_BEFORE(() -> null),
  /** The connection is reset by a proxy when the gateway has answered. */
  RESET_AFTER(() -> null);

  private static final List<CampaignFault> ALL = List.of(values());

  // The suppliers have no state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Supplier<@Nullable Fault> fault;

  CampaignFault(Supplier<@Nullable Fault> fault) {
    this.fault = fault;
  }

  /** Returns a random fault: half of the time none, and rarely slowness, because it costs time. */
  static CampaignFault any(Random random) {
    CampaignFault drawn = ALL.get(random.nextInt(ALL.size()));
    boolean spared = drawn.isSlow() ? random.nextInt(8) > 0 : random.nextBoolean();
    return spared ? NONE : drawn;
  }

  private static Fault forged204(String publicKeyId) {
    Map<String, String> headers = TestGateway.signature(new byte[0]);
    headers.put("Wechatpay-Serial", publicKeyId);
    CannedAnswer answer = Fault.answer(204, new byte[0]);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      answer = answer.withHeader(header.getKey(), header.getValue());
    }
    return answer;
  }

  private static Fault slow(Moment moment) {
    return Fault.delay(CampaignClient.DEADLINE.plusMillis(300), moment);
  }

  boolean isSlow() {
    return name().startsWith("SLOW");
  }

  boolean isReset() {
    return name().startsWith("RESET");
  }

  /**
   * Returns the fault for the simulator.
   *
   * @param publicKeyId the id of the key that the simulator signs with
   */
  @Nullable Fault ofSimulator(String publicKeyId) {
    return this == FORGED_204 ? forged204(publicKeyId) : fault.get();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
