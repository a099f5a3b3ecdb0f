package io.github.wechatpayfeign.signing;

import io.github.wechatpayfeign.errors.SignedRequest;
import io.github.wechatpayfeign.merchant.Merchant;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.time.Clock;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Signs requests, for any HTTP client. Thread-safe.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012365336">how to sign a request</a>
 */
public final class RequestSigner {

  /**
   * A signature.
   *
   * @param authorization the value of {@code Authorization}
   * @param request the facts of the signed request, which help to explain a {@code SIGN_ERROR}
   */
  public record Signed(String authorization, SignedRequest request) {}

  private final Clock clock;
  private final Supplier<String> nonces;

  /**
   * Creates a signer with random nonces.
   *
   * @param clock the clock for the timestamps
   */
  public RequestSigner(Clock clock) {
    this(clock, randomNonces());
  }

  /**
   * Creates a signer.
   *
   * @param clock the clock for the timestamps
   * @param nonces returns a different text for each request: visible ASCII without quotes
   */
  public RequestSigner(Clock clock, Supplier<String> nonces) {
    this.clock = Objects.requireNonNull(clock, "clock");
    this.nonces = Objects.requireNonNull(nonces, "nonces");
  }

  /** Supplies nonces of 32 hexadecimal digits, 128 random bits each. */
  static Supplier<String> randomNonces() {
    return new RandomNonces();
  }

  /**
   * Signs a request. The serial and the number of the merchant need no check here, because the
   * merchant was checked when it was built.
   *
   * @param target the request target: the path and the query, exactly as they are sent
   * @param body the body exactly as it is sent, empty if there is none
   * @throws GeneralSecurityException if the private key cannot be used, or if the method, the
   *     target or the nonce has a character that is not visible ASCII, or the nonce has a quote or
   *     a backslash
   */
  public Signed sign(Merchant merchant, String method, String target, byte[] body)
      throws GeneralSecurityException {
    long timestamp = clock.instant().getEpochSecond();
    String seconds = Long.toString(timestamp);
    String nonce = nonces.get();
    require(LinePart.isVisible(method), "method");
    require(LinePart.isVisible(target), "request target");
    require(LinePart.isQuotable(nonce), "nonce");
    byte[] head = LinePart.lines(method, target, seconds, nonce);
    byte[] signature = merchant.sign(head, body, LinePart.end());
    // String.join allocates the result once; concatenation could copy it several times.
    String authorization =
        String.join(
            "",
            merchant.unsignedAuthorization(),
            ",nonce_str=\"",
            nonce,
            "\",signature=\"",
            Base64.getEncoder().encodeToString(signature),
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
          "The " + name + " of the request has a character that is not visible ASCII, or a quote");
    }
  }
}
