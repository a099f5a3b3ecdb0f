package io.github.wechatpayfeign.signing;

import feign.Response;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Verifies that an answer came from WeChat Pay, just now, and once. Thread-safe.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4013053249">verifying answers</a>
 */
final class ResponseVerifier {

  private final Clock clock;
  private final Duration tolerance;
  private final ReplayMemory believed;

  ResponseVerifier(Clock clock, Duration tolerance, ReplayMemory believed) {
    this.clock = clock;
    this.tolerance = tolerance;
    this.believed = believed;
  }

  /**
   * Returns if the answer is signed with a key of WeChat Pay that is trusted, its body fits its
   * status, and it was not believed before.
   *
   * @param body the body, byte for byte as it arrived, empty if there is none
   * @throws NotVerified otherwise
   */
  void verify(Response response, byte[] body, Trust trust) throws NotVerified {
    SignatureHeaders signed = SignatureHeaders.read(response.headers(), trust.merchant().scheme());
    requireRecent(signed.timestamp());
    byte[] signature = decoded(signed.signature());
    VerificationKey key = trust.keyFor(signed.serial(), body);
    if (!fits(signature, signed, body, trust.merchant(), key)) {
      throw new NotVerified(Reason.WRONG_SIGNATURE, "Wechatpay-Signature does not fit the answer");
    }
    BodyShape.check(response, body);
    // Last of all: what is not believed must not fill the memory.
    if (!believed.add(key.serial(), signed.nonce())) {
      throw new NotVerified(
          Reason.REPLAYED,
          "the same answer was received before: a cache, a proxy or an attacker repeats answers");
    }
  }

  private void requireRecent(String timestamp) throws NotVerified {
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

  private static byte[] decoded(String signature) throws NotVerified {
    try {
      return Base64.getDecoder().decode(signature);
    } catch (IllegalArgumentException e) {
      throw new NotVerified(Reason.MALFORMED_SIGNATURE, "Wechatpay-Signature is not Base64");
    }
  }

  private static boolean fits(
      byte[] signature,
      SignatureHeaders signed,
      byte[] body,
      Merchant merchant,
      VerificationKey key) {
    try {
      Signature verifier = merchant.newVerifier(key);
      String head = signed.timestamp() + '\n' + signed.nonce() + '\n';
      verifier.update(head.getBytes(StandardCharsets.US_ASCII));
      verifier.update(body);
      verifier.update((byte) '\n');
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // A signature of the wrong length, for one.
      return false;
    }
  }
}
