package io.github.wechatpayfeign.simulator;

import java.security.PublicKey;
import java.util.regex.Pattern;

/** The one merchant that the gateway knows. */
record Merchant(String mchid, String serial, PublicKey key) {
  private static final Pattern MCHID = Pattern.compile("[0-9]{1,32}");

  static boolean isLegalMchid(String mchid) {
    return MCHID.matcher(mchid).matches();
  }
}
