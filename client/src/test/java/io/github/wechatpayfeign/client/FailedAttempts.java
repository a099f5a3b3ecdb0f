package io.github.wechatpayfeign.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.merchant.Merchant;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Failed attempts, as the client sees them. */
final class FailedAttempts {

  private static final Request REQUEST =
      Request.create(Request.HttpMethod.POST, "https://x/close", Map.of(), null, UTF_8, null);

  static final MerchantTrust ANY_TRUST = MerchantTrust.in(anyMerchant(), Clock.systemUTC());

  private FailedAttempts() {}

  private static Merchant anyMerchant() {
    try {
      KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
      keys.initialize(2048);
      return Merchant.builder()
          .mchid("1900009191")
          .merchantSerial("0A")
          .privateKey(keys.generateKeyPair().getPrivate())
          .wechatPayPublicKey("PUB_KEY_ID_01", keys.generateKeyPair().getPublic())
          .build();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns a call of a re-entrant method that nobody observes. */
  static OngoingCall call() {
    return call(false);
  }

  static OngoingCall call(boolean earlierUnknown) {
    return new OngoingCall(
        rules(Duration.ofSeconds(20)), true, CallObservers.NOBODY, 0, earlierUnknown);
  }

  static OngoingCall call(Duration deadline) {
    return new OngoingCall(rules(deadline), true, CallObservers.NOBODY, 0, false);
  }

  private static CallRules rules(Duration deadline) {
    return new CallRules(
        RetryPolicy.standard(),
        new RetryBudget(500),
        deadline,
        Clock.systemUTC(),
        () -> 0,
        () -> 0.5);
  }

  /** Begins the next attempt of a call, and returns the facts that it ends with. */
  static CallFacts next(OngoingCall call) {
    return Objects.requireNonNull(call.begin(ANY_TRUST)).facts();
  }

  static WechatPayException answered(int status, CallFacts facts) {
    return answered(status, "", Map.of(), facts);
  }

  static WechatPayException answeredWithRetryAfter(String retryAfter, CallFacts facts) {
    return answered(503, "", Map.of("Retry-After", List.of(retryAfter)), facts);
  }

  static WechatPayException answered(
      int status, String code, Map<String, Collection<String>> headers, CallFacts facts) {
    Response response =
        Response.builder()
            .status(status)
            .headers(headers)
            .body("{\"code\":\"" + code + "\"}", UTF_8)
            .request(REQUEST)
            .build();
    return new WechatPayErrorDecoder().decode("", facts.addTo(response));
  }
}
