package io.github.wechatpayfeign.signing;

import feign.Response;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.VerificationKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;

/**
 * Verifies that WeChat Pay signed an answer or a notification, and did so just now. It does not
 * remember what it verified: a copy that arrives within the tolerance passes again. Thread-safe.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4013053249">verifying answers</a>
 */
public final class ResponseVerifier {

  private final Clock clock;
  private final Duration tolerance;

  /**
   * The facts of a verified answer.
   *
   * @param serial the serial of the key that signed it
   * @param nonce the value of {@code Wechatpay-Nonce}, which is different in each answer
   */
  public record Verified(String serial, String nonce) {}

  /**
   * Creates a verifier.
   *
   * @param clock the clock that timestamps are compared with
   * @param tolerance how far a timestamp may be from it, before or after; APIv3 allows 5 minutes
   */
  public ResponseVerifier(Clock clock, Duration tolerance) {
    this.clock = Objects.requireNonNull(clock, "clock");
    this.tolerance = Objects.requireNonNull(tolerance, "tolerance");
  }

  /** Returns whether an answer has a signature, valid or not. */
  public static boolean isSigned(Map<String, Collection<String>> headers) {
    return SignatureHeaders.present(headers);
  }

  /**
   * Checks that a trusted key of WeChat Pay signed an answer or a notification just now.
   *
   * @param headers the headers; upper and lower case in their names do not matter
   * @param body the body, byte for byte as it arrived, empty if there is none
   * @return the serial and the nonce of the signature
   * @throws VerificationFailure if a check fails
   */
  public Verified verify(Map<String, Collection<String>> headers, byte[] body, TrustedKeys trusted)
      throws VerificationFailure {
    Merchant merchant = trusted.merchant();
    SignatureHeaders signed = SignatureHeaders.read(headers, merchant.scheme());
    requireRecent(signed.timestamp());
    byte[] signature = decoded(signed.signature());
    VerificationKey key = trusted.keyFor(signed.serial(), body);
    if (!fits(signature, signed, body, merchant, key)) {
      throw new VerificationFailure(
          Reason.WRONG_SIGNATURE, "Wechatpay-Signature does not match the answer");
    }
    return new Verified(key.serial(), signed.nonce());
  }

  /**
   * Checks that a trusted key of WeChat Pay signed an answer just now, that its body is at most 1
   * MiB long, and that there is no body if the status allows none, such as 204. The last check is
   * needed because the status line is not signed: a recorded answer could come with another one.
   *
   * @param response the status, the headers and the request; its body is not read
   * @param body the body, as {@link #readBody} read it
   * @return the serial and the nonce of the signature
   * @throws VerificationFailure if a check fails
   */
  public Verified verify(Response response, byte[] body, TrustedKeys trusted)
      throws VerificationFailure {
    AnswerBody.requireWhole(body);
    Verified verified = verify(response.headers(), body, trusted);
    AnswerBody.requireFits(response, body);
    return verified;
  }

  /**
   * Reads the body of an answer, to verify it. Reads at most 1 MiB and one byte.
   *
   * @throws IOException if the connection breaks off
   */
  public static byte[] readBody(Response response) throws IOException {
    return AnswerBody.read(response);
  }

  private void requireRecent(String timestamp) throws VerificationFailure {
    Duration off =
        Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant());
    if (off.abs().compareTo(tolerance) >= 0) {
      throw new VerificationFailure(
          Reason.EXPIRED_TIMESTAMP,
          "Wechatpay-Timestamp is "
              + off.abs().toSeconds()
              + (off.isNegative() ? " s ahead of" : " s behind")
              + " this machine's clock, and "
              + tolerance.toSeconds()
              + " s or more are too far: check the clock");
    }
  }

  private static byte[] decoded(String signature) throws VerificationFailure {
    try {
      return Base64.getDecoder().decode(signature);
    } catch (IllegalArgumentException e) {
      throw new VerificationFailure(
          Reason.MALFORMED_SIGNATURE, "Wechatpay-Signature is not Base64");
    }
  }

  private static boolean fits(
      byte[] signature,
      SignatureHeaders signed,
      byte[] body,
      Merchant merchant,
      VerificationKey key) {
    try {
      byte[] head = LinePart.lines(signed.timestamp(), signed.nonce());
      return merchant.verify(key, signature, head, body, LinePart.end());
    } catch (GeneralSecurityException e) {
      // For example, a signature of the wrong length.
      return false;
    }
  }
}
