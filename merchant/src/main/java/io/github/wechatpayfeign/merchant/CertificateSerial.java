package io.github.wechatpayfeign.merchant;

import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** The serial of a certificate as WeChat Pay and openssl write it. */
final class CertificateSerial {

  private CertificateSerial() {}

  /** Returns two upper-case hexadecimal digits for each byte, with a leading zero if needed. */
  static String of(X509Certificate certificate) {
    byte[] octets = certificate.getSerialNumber().toByteArray();
    int sign = octets.length > 1 && octets[0] == 0 ? 1 : 0;
    return HexFormat.of().withUpperCase().formatHex(octets, sign, octets.length);
  }
}
