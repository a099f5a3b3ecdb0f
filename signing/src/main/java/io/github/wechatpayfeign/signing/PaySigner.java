package io.github.wechatpayfeign.signing;

import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.Scheme;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.time.Clock;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Signs what the buyer's phone hands to WeChat to open the cashier of a placed order. The signed
 * message has four lines, and the fourth one differs: {@code prepay_id=...} for JSAPI and mini
 * programs, the bare prepay_id for apps. There is one method for each, so that a caller cannot mix
 * them up. Thread-safe.
 *
 * <p>The signature is SHA-256 with RSA. No official page tells how such a signature is made with
 * SM2, so a merchant with an SM2 key is refused.
 */
public final class PaySigner {

  private static final int MAX_NONCE = 32;

  /**
   * A signature with the two values that were signed and are not known to the caller.
   *
   * @param timeStamp the seconds since 1970, as the text that the phone needs
   * @param nonceStr the nonce
   * @param signature the signature in Base64
   */
  public record Signed(String timeStamp, String nonceStr, String signature) {}

  private final Clock clock;
  private final Supplier<String> nonces;

  /**
   * Creates a signer with random nonces.
   *
   * @param clock the clock for the timestamps
   */
  public PaySigner(Clock clock) {
    this(clock, RequestSigner.randomNonces());
  }

  /**
   * Creates a signer.
   *
   * @param clock the clock for the timestamps
   * @param nonces returns a different text for each signature: 1 to 32 visible ASCII characters
   */
  public PaySigner(Clock clock, Supplier<String> nonces) {
    this.clock = Objects.requireNonNull(clock, "clock");
    this.nonces = Objects.requireNonNull(nonces, "nonces");
  }

  /**
   * Checks that the merchant's key can sign for a phone.
   *
   * @throws IllegalStateException if it is an SM2 key
   */
  public static void requireRsa(Merchant merchant) {
    if (merchant.scheme() != Scheme.RSA) {
      throw new IllegalStateException(
          "The merchant "
              + merchant.mchid()
              + " has an SM2 key, but only RSA is documented for the signature that a phone needs");
    }
  }

  /**
   * Signs for JSAPI and for a mini program.
   *
   * @param merchant the merchant that placed the order, with the key that signed the prepay
   * @param appid the official account or the mini program that opens the cashier
   * @param prepayId the prepay_id of the answer, without {@code prepay_id=}
   * @throws GeneralSecurityException if the private key cannot be used, or if the appid, the
   *     prepay_id or the nonce has a character that is not visible ASCII, or the nonce is too long
   * @throws IllegalStateException if the merchant's key is SM2
   */
  public Signed signJsapi(Merchant merchant, String appid, String prepayId)
      throws GeneralSecurityException {
    return sign(merchant, appid, "prepay_id=" + visible(prepayId, "prepay_id"));
  }

  /**
   * Signs for an app.
   *
   * @param merchant the merchant that placed the order, with the key that signed the prepay
   * @param appid the app that opens the cashier
   * @param prepayId the prepay_id of the answer
   * @throws GeneralSecurityException if the private key cannot be used, or if the appid, the
   *     prepay_id or the nonce has a character that is not visible ASCII, or the nonce is too long
   * @throws IllegalStateException if the merchant's key is SM2
   */
  public Signed signApp(Merchant merchant, String appid, String prepayId)
      throws GeneralSecurityException {
    return sign(merchant, appid, visible(prepayId, "prepay_id"));
  }

  private Signed sign(Merchant merchant, String appid, String fourthLine)
      throws GeneralSecurityException {
    requireRsa(merchant);
    String timeStamp = Long.toString(clock.instant().getEpochSecond());
    String nonce = visible(nonces.get(), "nonce");
    if (nonce.length() > MAX_NONCE) {
      throw new SignatureException(
          "The nonce must have at most 32 characters, but has " + nonce.length());
    }
    String message = String.join("\n", visible(appid, "appid"), timeStamp, nonce, fourthLine, "");
    byte[] signature = merchant.sign(message.getBytes(StandardCharsets.UTF_8));
    return new Signed(timeStamp, nonce, Base64.getEncoder().encodeToString(signature));
  }

  /** A line feed in a line would make the signature valid for other lines, too. */
  private static String visible(String line, String name) throws SignatureException {
    if (!LinePart.isVisible(line)) {
      throw new SignatureException(
          "The " + name + " to sign has a character that is not visible ASCII, or is empty");
    }
    return line;
  }
}
