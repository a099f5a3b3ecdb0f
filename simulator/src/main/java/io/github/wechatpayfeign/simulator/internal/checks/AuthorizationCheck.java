package io.github.wechatpayfeign.simulator.internal.checks;

import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.gateway.Strictness;
import io.github.wechatpayfeign.simulator.internal.accounts.MerchantAccount;
import io.github.wechatpayfeign.simulator.internal.accounts.MerchantAccounts;
import io.github.wechatpayfeign.simulator.internal.crypto.AlgorithmSuite;
import io.github.wechatpayfeign.simulator.internal.crypto.IssuedCertificate;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.rules.StrictRules;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.SignatureException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Checks that the merchant that a request names signed it, just now, and, on demand, for the first
 * time.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012365336">how a request is signed</a>
 */
public final class AuthorizationCheck {
  private static final long TOLERANCE_SECONDS = 300;
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

  private final AlgorithmSuite suite;
  private final MerchantAccounts merchants;
  private final Clock clock;
  private final StrictRules rules;
  private final NonceMemory nonces = new NonceMemory(TOLERANCE_SECONDS);

  public AuthorizationCheck(
      AlgorithmSuite suite, MerchantAccounts merchants, Clock clock, StrictRules rules) {
    this.suite = suite;
    this.merchants = merchants;
    this.clock = clock;
    this.rules = rules;
  }

  /** Returns the merchant that signed the request. */
  public MerchantAccount check(ReceivedRequest request) throws Refusal {
    AuthorizationHeader authorization = AuthorizationHeader.of(request, suite.scheme(), rules);
    MerchantAccount merchant = merchants.named(authorization.mchid());
    Instant instant = clock.instant();
    IssuedCertificate certificate = certificate(merchant, authorization.serial(), instant);
    if (!SECONDS.matcher(authorization.timestamp()).matches()) {
      throw Refusal.signError("HTTP头Authorization值格式错误");
    }
    long timestamp = Long.parseLong(authorization.timestamp());
    long now = instant.getEpochSecond();
    if (Math.abs(now - timestamp) > TOLERANCE_SECONDS) {
      throw Refusal.signError("Http头Authorization中的timestamp与发起请求的时间不得超过5分钟");
    }
    checkSignature(request, authorization, certificate.keys().getPublic());
    // The nonce is checked last, so that only requests with the merchant's key use up a nonce.
    if (rules.has(Strictness.SINGLE_USE_NONCE)) {
      nonces.remember(merchant.mchid() + ' ' + authorization.nonce(), timestamp, now);
    }
    return merchant;
  }

  private IssuedCertificate certificate(MerchantAccount merchant, String serial, Instant now)
      throws Refusal {
    String fullForm = IssuedCertificate.inFullForm(serial);
    rules.require(
        Strictness.UPPER_CASE_SERIAL,
        serial.equals(fullForm),
        StrictRules.refusal(401, "SIGN_ERROR", "商户证书序列号有误"));
    return merchant.certificates().valid(fullForm, now);
  }

  private void checkSignature(
      ReceivedRequest request, AuthorizationHeader authorization, PublicKey key) throws Refusal {
    byte[] message = message(request, authorization);
    try {
      suite.verify(key, message, authorization.signature());
    } catch (SignatureException e) {
      throw Refusal.of(
          401,
          "SIGN_ERROR",
          "错误的签名,验签失败",
          Map.of(
              "detail",
              Map.of("issue", "sign not match"),
              "field",
              "signature",
              "location",
              "authorization",
              "sign_information",
              signInformation(request, authorization, message.length)));
    }
  }

  private static byte[] message(ReceivedRequest request, AuthorizationHeader authorization) {
    String head =
        "%s\n%s\n%s\n%s\n"
            .formatted(
                request.method(),
                request.target(),
                authorization.timestamp(),
                authorization.nonce());
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    message.writeBytes(request.body());
    message.write('\n');
    return message.toByteArray();
  }

  /** Returns the message that the gateway verified, without the nonce and without the body. */
  private static Map<String, ?> signInformation(
      ReceivedRequest request, AuthorizationHeader authorization, int length) {
    String body = request.body().length == 0 ? "" : "…";
    String truncated =
        "%s\n%s\n%s\n…\n%s\n"
            .formatted(request.method(), request.target(), authorization.timestamp(), body);
    return new TreeMap<>(
        Map.of(
            "method",
            request.method(),
            "sign_message_length",
            length,
            "truncated_sign_message",
            truncated,
            "url",
            request.target()));
  }
}
