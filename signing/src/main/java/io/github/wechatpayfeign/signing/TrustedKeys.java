package io.github.wechatpayfeign.signing;

import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantSource;
import io.github.wechatpayfeign.merchant.VerificationKey;
import java.time.Clock;
import java.time.Instant;

/** The keys of WeChat Pay that may sign the answers and notifications to a merchant. */
public interface TrustedKeys {

  /** Returns the merchant that receives the answer or notification. */
  Merchant merchant();

  /**
   * Returns the key with a serial.
   *
   * @param serial the value of {@code Wechatpay-Serial}
   * @param body the signed body; a first list of platform certificates contains its own key
   * @throws VerificationFailure if there is no such key, or if it is not valid now
   */
  VerificationKey keyFor(String serial, byte[] body) throws VerificationFailure;

  /**
   * Returns the keys that were set on a merchant. Downloads nothing.
   *
   * @param source the merchant, or a source whose keys may change
   * @param clock the clock by which platform certificates expire
   */
  static TrustedKeys of(MerchantSource source, Clock clock) {
    return new TrustedKeys() {
      @Override
      public Merchant merchant() {
        return source.merchant();
      }

      @Override
      public VerificationKey keyFor(String serial, byte[] body) throws VerificationFailure {
        Instant now = clock.instant();
        Merchant merchant = source.merchant();
        VerificationKey key =
            merchant.verificationKeys().findUsable(serial, merchant.scheme(), now);
        if (key == null) {
          throw VerificationFailure.unknownSerial(
              serial, merchant, merchant.verificationKeys(), now, "");
        }
        return key;
      }
    };
  }
}
