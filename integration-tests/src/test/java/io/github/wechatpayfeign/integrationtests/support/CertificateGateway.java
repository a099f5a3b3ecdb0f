package io.github.wechatpayfeign.integrationtests.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayBuilder;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantBuilder;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/**
 * A gateway with platform certificates. The test decides which certificates it lists, in which
 * form, and which key signs. It answers all other requests with 204.
 */
public final class CertificateGateway implements AutoCloseable {

  public static final String API_V3_KEY = "0123456789abcdef0123456789ABCDEF";

  private final MovableClock clock;
  private final RawServer server;
  private volatile List<String> entries = List.of();
  private volatile String serial = "";
  private volatile PrivateKey key = TestGateway.WECHAT_PAY_KEYS.getPrivate();
  private volatile Runnable beforeDownload = () -> {};

  /** A platform certificate with its key. */
  public record Certificate(String serial, KeyPair keys, String pem, Instant until) {}

  public CertificateGateway(MovableClock clock) {
    this.clock = clock;
    this.server =
        RawServer.start(
            (request, out) -> {
              if (isDownload(request)) {
                beforeDownload.run();
                out.write(answer(200, "{\"data\":[" + String.join(",", entries) + "]}"));
              } else {
                out.write(answer(204, ""));
              }
            });
  }

  private static boolean isDownload(WireRequest request) {
    return request.target().startsWith("/v3/certificates");
  }

  /** Creates a certificate that is valid since yesterday. */
  public Certificate issue(Duration validFor) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair keys = generator.generateKeyPair();
      X500Name name = new X500Name("CN=Tenpay.com sign");
      BigInteger number = new BigInteger(159, new java.security.SecureRandom()).setBit(158);
      Instant until = Instant.ofEpochSecond(clock.instant().plus(validFor).getEpochSecond());
      AlgorithmIdentifier rsa =
          new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
      V3TBSCertificateGenerator unsigned = new V3TBSCertificateGenerator();
      unsigned.setSerialNumber(new ASN1Integer(number));
      unsigned.setSignature(rsa);
      unsigned.setIssuer(name);
      unsigned.setSubject(name);
      unsigned.setStartDate(new Time(Date.from(clock.instant().minus(Duration.ofDays(1)))));
      unsigned.setEndDate(new Time(Date.from(until)));
      unsigned.setSubjectPublicKeyInfo(
          SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
      TBSCertificate body = unsigned.generateTBSCertificate();
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(body.getEncoded());
      byte[] encoded =
          new DERSequence(new ASN1Encodable[] {body, rsa, new DERBitString(signature.sign())})
              .getEncoded();
      String pem =
          "-----BEGIN CERTIFICATE-----\n"
              + Base64.getMimeEncoder().encodeToString(encoded)
              + "\n-----END CERTIFICATE-----\n";
      return new Certificate("%040X".formatted(number), keys, pem, until);
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Sets the entries that are listed from now on. */
  public void list(String... listed) {
    entries = List.of(listed);
  }

  /** Returns an entry with the validity of the certificate itself. */
  public String entry(Certificate certificate) {
    return entry(certificate, certificate.until(), API_V3_KEY);
  }

  public String entry(Certificate certificate, Instant expire, String apiV3Key) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(apiV3Key.getBytes(UTF_8), "AES"),
          new GCMParameterSpec(128, "aae8c2e79c5b".getBytes(UTF_8)));
      cipher.updateAAD("certificate".getBytes(UTF_8));
      byte[] sealed = cipher.doFinal(certificate.pem().getBytes(UTF_8));
      return """
          {"serial_no":"%s","effective_time":"%s","expire_time":"%s","encrypt_certificate":{
          "algorithm":"AEAD_AES_256_GCM","nonce":"aae8c2e79c5b","associated_data":"certificate",
          "ciphertext":"%s"}}"""
          .formatted(
              certificate.serial(),
              "2018-06-08T10:34:56+08:00",
              expire,
              Base64.getEncoder().encodeToString(sealed));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Signs with a certificate from now on. */
  public void signWith(Certificate certificate) {
    signWith(certificate.serial(), certificate.keys().getPrivate());
  }

  public void signWith(String name, PrivateKey signing) {
    serial = name;
    key = signing;
  }

  /** Runs before each answer to a download. */
  public void beforeDownload(Runnable task) {
    beforeDownload = task;
  }

  public long downloads() {
    return server.requests().stream().filter(CertificateGateway::isDownload).count();
  }

  public long closes() {
    return server.requests().size() - downloads();
  }

  public List<WireRequest> requests() {
    return server.requests();
  }

  String baseUrl() {
    return server.baseUrl();
  }

  public static MerchantBuilder merchant() {
    return Merchant.builder()
        .mchid(TestGateway.MCHID)
        .merchantSerial(TestGateway.SERIAL)
        .privateKey(TestGateway.MERCHANT_KEYS.getPrivate());
  }

  /** Returns the settings of a client that sends each request once. */
  public WechatPayBuilder client(MerchantBuilder merchant) {
    return WechatPay.builder(merchant.build())
        .baseUrl(baseUrl())
        .clock(clock)
        .retryPolicy(RetryPolicy.off());
  }

  private byte[] answer(int status, String body) {
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    String nonce = UUID.randomUUID().toString();
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update((timestamp + "\n" + nonce + "\n" + body + "\n").getBytes(UTF_8));
      return ("HTTP/1.1 "
              + status
              + " Status\r\nWechatpay-Timestamp: "
              + timestamp
              + "\r\nWechatpay-Nonce: "
              + nonce
              + "\r\nWechatpay-Serial: "
              + serial
              + "\r\nWechatpay-Signature: "
              + Base64.getEncoder().encodeToString(signature.sign())
              + (status == 204 ? "" : "\r\nContent-Length: " + body.getBytes(UTF_8).length)
              + "\r\n\r\n"
              + body)
          .getBytes(UTF_8);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
