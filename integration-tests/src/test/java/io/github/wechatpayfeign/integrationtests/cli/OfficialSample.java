package io.github.wechatpayfeign.integrationtests.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The steps of the Java code on the official page, with only the JDK: the same headers, the same
 * message to sign, the same check of the answer. It shares no code with this project.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">closing an order</a>
 */
final class OfficialSample {

  private static final String METHOD = "POST";
  private static final String PATH = "/v3/pay/transactions/out-trade-no/{out_trade_no}/close";

  private final String host;
  private final String mchid;
  private final String certificateSerialNo;
  private final PrivateKey privateKey;
  private final String wechatPayPublicKeyId;
  private final PublicKey wechatPayPublicKey;

  OfficialSample(Map<String, String> environment) throws Exception {
    KeyFactory rsa = KeyFactory.getInstance("RSA");
    host = variable(environment, "WECHATPAY_BASE_URL");
    mchid = variable(environment, "WECHATPAY_MCHID");
    certificateSerialNo = variable(environment, "WECHATPAY_MERCHANT_SERIAL");
    privateKey =
        rsa.generatePrivate(
            new PKCS8EncodedKeySpec(der(variable(environment, "WECHATPAY_PRIVATE_KEY"))));
    wechatPayPublicKeyId = variable(environment, "WECHATPAY_PUBLIC_KEY_ID");
    wechatPayPublicKey =
        rsa.generatePublic(
            new X509EncodedKeySpec(der(variable(environment, "WECHATPAY_PUBLIC_KEY"))));
  }

  private static String variable(Map<String, String> environment, String name) {
    return Objects.requireNonNull(environment.get(name), name);
  }

  /** Closes an order, checks the answer if it is a success, and returns its status. */
  int run(String outTradeNo) throws Exception {
    String uri = PATH.replace("{out_trade_no}", URLEncoder.encode(outTradeNo, UTF_8));
    String body = "{\"mchid\":\"" + mchid + "\"}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(host + uri))
            .header("Accept", "application/json")
            .header("Wechatpay-Serial", wechatPayPublicKeyId)
            .header("Authorization", buildAuthorization(uri, body))
            .header("Content-Type", "application/json")
            .method(METHOD, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 200 && response.statusCode() < 300) {
      validateResponse(response);
    }
    return response.statusCode();
  }

  private String buildAuthorization(String uri, String body) throws GeneralSecurityException {
    String nonce = UUID.randomUUID().toString().replace("-", "");
    long timestamp = Instant.now().getEpochSecond();
    String message = String.format("%s\n%s\n%d\n%s\n%s\n", METHOD, uri, timestamp, nonce, body);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(privateKey);
    signature.update(message.getBytes(UTF_8));
    return String.format(
        "WECHATPAY2-SHA256-RSA2048 mchid=\"%s\",nonce_str=\"%s\",signature=\"%s\","
            + "timestamp=\"%d\",serial_no=\"%s\"",
        mchid,
        nonce,
        Base64.getEncoder().encodeToString(signature.sign()),
        timestamp,
        certificateSerialNo);
  }

  private void validateResponse(HttpResponse<String> response) throws GeneralSecurityException {
    String timestamp = header(response, "Wechatpay-Timestamp");
    Instant answeredAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
    if (Duration.between(answeredAt, Instant.now()).abs().toMinutes() >= 5) {
      throw new IllegalArgumentException("The timestamp has expired: " + timestamp);
    }
    if (!wechatPayPublicKeyId.equals(header(response, "Wechatpay-Serial"))) {
      throw new IllegalArgumentException("The serial is not that of the public key");
    }
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(wechatPayPublicKey);
    String message =
        timestamp + "\n" + header(response, "Wechatpay-Nonce") + "\n" + response.body() + "\n";
    signature.update(message.getBytes(UTF_8));
    if (!signature.verify(Base64.getDecoder().decode(header(response, "Wechatpay-Signature")))) {
      throw new IllegalArgumentException("The signature is false");
    }
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElseThrow();
  }

  private static byte[] der(String file) throws IOException {
    String pem = Files.readString(Path.of(file));
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
  }
}
