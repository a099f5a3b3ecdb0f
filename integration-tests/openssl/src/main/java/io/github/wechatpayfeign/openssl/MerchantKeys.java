package io.github.wechatpayfeign.openssl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The files of a merchant's private key and its certificate.
 *
 * @param privateKey an RSA key of 2048 bits
 * @param certificate signed by the key itself
 */
public record MerchantKeys(Path privateKey, Path certificate) {

  /**
   * Makes both files, whose names begin with the serial number.
   *
   * @param serial the serial number of the certificate, in hexadecimal digits
   */
  public static MerchantKeys of(OpenSsl openSsl, String serial) {
    Path key = openSsl.rsaKey(serial + "_key.pem", 2048);
    return new MerchantKeys(key, openSsl.certificate(serial + "_cert.pem", key, serial));
  }

  /** Makes the file of a public key as WeChat Pay has one. */
  public static Path wechatPayPublicKey(OpenSsl openSsl) {
    return openSsl.publicKey(openSsl.rsaKey("wechatpay.pem", 2048), "pub_key.pem");
  }

  /** Copies both files into a folder, under the names that WeChat Pay's portal gives them. */
  public void copyTo(Path folder) throws IOException {
    Files.copy(privateKey, folder.resolve("apiclient_key.pem"));
    Files.copy(certificate, folder.resolve("apiclient_cert.pem"));
  }

  /** Replaces the files of another merchant with these, each at once. */
  public void moveOver(MerchantKeys other) throws IOException {
    Files.move(privateKey, other.privateKey, StandardCopyOption.REPLACE_EXISTING);
    Files.move(certificate, other.certificate, StandardCopyOption.REPLACE_EXISTING);
  }
}
