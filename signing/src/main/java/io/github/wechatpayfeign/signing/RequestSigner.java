package io.github.wechatpayfeign.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * Signs one request as WECHATPAY2-SHA256-RSA2048 says. Thread-safe.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012365336">how to sign a request</a>
 */
final class RequestSigner {

  private final Merchant merchant;
  private final Clock clock;
  private final Supplier<String> nonces;

  RequestSigner(Merchant merchant, Clock clock, Supplier<String> nonces) {
    this.merchant = merchant;
    this.clock = clock;
    this.nonces = nonces;
  }

  /**
   * Returns the value of {@code Authorization} for a request.
   *
   * @param target the request target: the path and the query, as they are sent
   * @param body the body as it is sent, empty where there is none
   */
  String authorization(String method, String target, byte[] body) throws GeneralSecurityException {
    long timestamp = clock.instant().getEpochSecond();
    String nonce = nonces.get();
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(merchant.privateKey());
    String head = method + '\n' + target + '\n' + timestamp + '\n' + nonce + '\n';
    signature.update(head.getBytes(StandardCharsets.UTF_8));
    signature.update(body);
    signature.update((byte) '\n');
    return Authorization.declare(merchant)
        + ",nonce_str=\""
        + nonce
        + "\",signature=\""
        + Base64.getEncoder().encodeToString(signature.sign())
        + "\",timestamp=\""
        + timestamp
        + "\",serial_no=\""
        + merchant.merchantSerial()
        + '"';
  }
}
