package io.github.wechatpayfeign.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The input of all contenders: a folder with keys in PEM, and the address of the stub.
 *
 * @param folder the folder with the keys
 * @param port the port of the stub on this machine
 * @param scheme {@code http} or {@code https}
 */
public record Setup(Path folder, int port, String scheme) {

  /** A name in WeChat Pay's domain that the hosts file of a run maps to this machine. */
  public static final String WECHAT_PAY_HOST = "stub.mch.weixin.qq.com";

  /** The merchant number. */
  public static final String MCHID = "1900000109";

  /** The serial of the merchant's certificate. */
  public static final String SERIAL = "5F1C72E2A8931B72A2E13AF8DEE92471EB397115";

  /** The id of WeChat Pay's public key. */
  public static final String PUBLIC_KEY_ID = "PUB_KEY_ID_0119000001092026112300000000000001";

  /** The number of the order that is closed. */
  public static final String ORDER = "ORDER-20261123-0001";

  /** Makes the keys of a run in its folder, which is deleted after the run. */
  static void makeKeys(Path folder) throws GeneralSecurityException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    write(folder, "apiclient", generator.generateKeyPair());
    write(folder, "wechatpay", generator.generateKeyPair());
  }

  /** Returns the merchant's private key, PKCS#8 in PEM. */
  public Path privateKeyFile() {
    return folder.resolve("apiclient_key.pem");
  }

  /** Returns WeChat Pay's public key in PEM. */
  public Path publicKeyFile() {
    return folder.resolve("wechatpay_pub.pem");
  }

  /** Returns the base URL of the stub. */
  public String baseUrl() {
    return scheme + "://127.0.0.1:" + port;
  }

  PrivateKey privateKey(String owner) throws GeneralSecurityException, IOException {
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(der(folder.resolve(owner + "_key.pem"))));
  }

  PublicKey publicKey(String owner) throws GeneralSecurityException, IOException {
    return KeyFactory.getInstance("RSA")
        .generatePublic(new X509EncodedKeySpec(der(folder.resolve(owner + "_pub.pem"))));
  }

  private static byte[] der(Path pem) throws IOException {
    return Base64.getMimeDecoder()
        .decode(Files.readString(pem).replaceAll("-----[A-Z ]+-----", "").trim());
  }

  private static void write(Path folder, String owner, KeyPair pair) throws IOException {
    Files.writeString(folder.resolve(owner + "_key.pem"), pem("PRIVATE KEY", pair.getPrivate()));
    Files.writeString(folder.resolve(owner + "_pub.pem"), pem("PUBLIC KEY", pair.getPublic()));
  }

  private static String pem(String type, Key key) {
    byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(type, Base64.getMimeEncoder(64, newline).encodeToString(key.getEncoded()), type);
  }
}
