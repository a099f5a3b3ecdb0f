package io.github.wechatpayfeign.signing;

import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Verifies that an answer came from WeChat Pay, just now. Thread-safe.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4013053249">verifying answers</a>
 */
final class ResponseVerifier {

  private static final String PROBE = "WECHATPAY/SIGNTEST/";
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

  private final Clock clock;
  private final Duration tolerance;

  ResponseVerifier(Clock clock, Duration tolerance) {
    this.clock = clock;
    this.tolerance = tolerance;
  }

  /**
   * Returns where the answer is signed with a key of WeChat Pay that is trusted.
   *
   * @param body the body, byte for byte as it arrived, empty where there is none
   * @throws NotVerified otherwise
   */
  void verify(Map<String, Collection<String>> headers, byte[] body, Trust trust)
      throws NotVerified {
    SignatureHeaders signed = SignatureHeaders.read(headers, trust.merchant().scheme());
    requireRecent(signed.timestamp());
    requireSignature(signed, body, trust);
  }

  private void requireRecent(String timestamp) throws NotVerified {
    if (!SECONDS.matcher(timestamp).matches()) {
      throw new NotVerified(
          Reason.MALFORMED_TIMESTAMP, "Wechatpay-Timestamp is not a number of seconds");
    }
    Duration off =
        Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant());
    if (off.abs().compareTo(tolerance) >= 0) {
      throw new NotVerified(
          Reason.EXPIRED_TIMESTAMP,
          "Wechatpay-Timestamp is "
              + off.abs().toSeconds()
              + (off.isNegative() ? " s ahead of" : " s behind")
              + " this machine's clock, and "
              + tolerance.toSeconds()
              + " s or more are too far; check the clock");
    }
  }

  private static void requireSignature(SignatureHeaders signed, byte[] body, Trust trust)
      throws NotVerified {
    if (signed.signature().startsWith(PROBE)) {
      throw new NotVerified(
          Reason.SIGNTEST_PROBE, "WeChat Pay tests by a false signature that clients verify");
    }
    if (!matches(signed, body, trust.merchant(), trust.keyFor(signed.serial(), body))) {
      throw new NotVerified(Reason.WRONG_SIGNATURE, "Wechatpay-Signature does not fit the answer");
    }
  }

  private static boolean matches(
      SignatureHeaders signed, byte[] body, Merchant merchant, VerificationKey key)
      throws NotVerified {
    byte[] signature;
    try {
      signature = Base64.getDecoder().decode(signed.signature());
    } catch (IllegalArgumentException e) {
      throw new NotVerified(Reason.MALFORMED_SIGNATURE, "Wechatpay-Signature is not Base64");
    }
    try {
      Signature verifier = merchant.newVerifier(key);
      String head = signed.timestamp() + '\n' + signed.nonce() + '\n';
      verifier.update(head.getBytes(StandardCharsets.UTF_8));
      verifier.update(body);
      verifier.update((byte) '\n');
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // A signature of the wrong length, for one.
      return false;
    }
  }
}
