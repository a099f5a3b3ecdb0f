package io.github.wechatpayfeign.merchant;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.spec.ECFieldFp;

/** The rules for the keys of WECHATPAY2-SM2-WITH-SM3. */
final class Sm2Keys {

  private static final byte[] ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

  /** The prime of the curve sm2p256v1, GB/T 32918.5. */
  private static final BigInteger PRIME =
      new BigInteger("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF", 16);

  private Sm2Keys() {}

  /** Returns the user id that every signature of APIv3 includes. */
  static byte[] userId() {
    return ID.clone();
  }

  static boolean isSm2(Key key) {
    return key instanceof ECKey ec
        && ec.getParams() != null
        && ec.getParams().getCurve().getField() instanceof ECFieldFp field
        && field.getP().equals(PRIME);
  }
}
