package io.github.wechatpayfeign.signing;

import io.github.wechatpayfeign.errors.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Clock;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * Signs requests. Thread-safe.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012365336">how to sign a request</a>
 */
final class RequestSigner {

  /** The value of {@code Authorization}, and what it signs. */
  record Signed(String authorization, SignedRequest request) {}

  private final Clock clock;
  private final Supplier<String> nonces;

  RequestSigner(Clock clock, Supplier<String> nonces) {
    this.clock = clock;
    this.nonces = nonces;
  }

  /**
   * Signs a request. The serial and the number of the merchant were checked when it was built.
   *
   * @param target the request target: the path and the query, as they are sent
   * @param body the body as it is sent, empty if there is none
   * @throws GeneralSecurityException if the private key cannot be used, or if a part could be taken
   *     for more than one line of the signed message, or would end the quotes around it
   */
  Signed sign(Merchant merchant, String method, String target, byte[] body)
      throws GeneralSecurityException {
    long timestamp = clock.instant().getEpochSecond();
    String seconds = Long.toString(timestamp);
    String nonce = nonces.get();
    require(LinePart.isVisible(method), "method");
    require(LinePart.isVisible(target), "request target");
    require(LinePart.isQuotable(nonce), "nonce");
    // A join is made in one piece; a concatenation grows.
    byte[] head =
        String.join("\n", method, target, seconds, nonce, "").getBytes(StandardCharsets.UTF_8);
    Signature signature = merchant.newSignature();
    signature.update(head);
    signature.update(body);
    signature.update((byte) '\n');
    String authorization =
        String.join(
            "",
            merchant.authorization(),
            ",nonce_str=\"",
            nonce,
            "\",signature=\"",
            Base64.getEncoder().encodeToString(signature.sign()),
            "\",timestamp=\"",
            seconds,
            "\",serial_no=\"",
            merchant.merchantSerial(),
            "\"");
    return new Signed(
        authorization,
        new SignedRequest(
            method, target, timestamp, merchant.merchantSerial(), head.length + body.length + 1));
  }

  private static void require(boolean fits, String name) throws SignatureException {
    if (!fits) {
      throw new SignatureException(
          "The "
              + name
              + " of the request holds a character that is not visible ASCII, or a quote");
    }
  }
}
