package io.github.wechatpayfeign.cli.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.wechatpayfeign.cli.CliRun;
import io.github.wechatpayfeign.cli.LoopbackGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new user's way: keys that openssl made, and a gateway that the project has no part in. */
class OpensslKeysTest {

  private static final String MCHID = "1900009191";
  private static final String SERIAL = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
  private static final String PATH = "/v3/pay/transactions/out-trade-no/ORDER-20261123-1/close";
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "WECHATPAY2-SHA256-RSA2048 mchid=\"(?<mchid>[^\"]*)\",nonce_str=\"(?<nonce>[^\"]*)\","
              + "signature=\"(?<signature>[^\"]*)\",timestamp=\"(?<timestamp>[^\"]*)\","
              + "serial_no=\"(?<serial>[^\"]*)\"");

  @TempDir Path folder = Path.of("");

  private final AtomicReference<String> finding = new AtomicReference<>("no request came");

  @Test
  void closesAnOrderWithKeysThatOpensslMade() throws Exception {
    newKeys("merchant");
    newKeys("wechatpay");
    HttpServer gateway =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext("/", this::answer);
    gateway.start();
    try {
      CliRun run =
          CliRun.of(
              Map.of(
                  "WECHATPAY_BASE_URL",
                  "http://127.0.0.1:" + gateway.getAddress().getPort(),
                  "WECHATPAY_MCHID",
                  MCHID,
                  "WECHATPAY_MERCHANT_SERIAL",
                  SERIAL,
                  "WECHATPAY_PRIVATE_KEY",
                  folder.resolve("merchant.pem").toString(),
                  "WECHATPAY_PUBLIC_KEY_ID",
                  LoopbackGateway.PUBLIC_KEY_ID,
                  "WECHATPAY_PUBLIC_KEY",
                  folder.resolve("wechatpay.pub.pem").toString()),
              "close",
              "ORDER-20261123-1");

      assertThat(finding).hasValue("signature verified");
      assertThat(run.out())
          .isEqualTo("CLOSED ORDER-20261123-1 (Request-ID OPENSSL-1)" + System.lineSeparator());
      assertThat(run.errBeforeSummary()).isEmpty();
      assertThat(run.exitCode()).isZero();
    } finally {
      gateway.stop(0);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      finding.set(verify(exchange));
      LoopbackGateway.sign(exchange.getResponseHeaders(), privateKey("wechatpay.pem"), "");
      exchange.getResponseHeaders().set("Request-ID", "OPENSSL-1");
      exchange.sendResponseHeaders(204, -1);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private String verify(HttpExchange exchange) throws IOException, GeneralSecurityException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (!body.equals("{\"mchid\":\"" + MCHID + "\"}")) {
      return "body " + body;
    }
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    Matcher fields = AUTHORIZATION.matcher(authorization);
    if (!fields.matches()
        || !fields.group("mchid").equals(MCHID)
        || !fields.group("serial").equals(SERIAL)) {
      return "Authorization " + authorization;
    }
    String signed =
        String.join(
                "\n",
                exchange.getRequestMethod(),
                PATH,
                fields.group("timestamp"),
                fields.group("nonce"),
                body)
            + "\n";
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(publicKey("merchant.pub.pem"));
    signature.update(signed.getBytes(UTF_8));
    return signature.verify(Base64.getDecoder().decode(fields.group("signature")))
        ? "signature verified"
        : "signature wrong";
  }

  private void newKeys(String name) throws Exception {
    openssl(
        "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", name + ".pem");
    openssl("pkey", "-in", name + ".pem", "-pubout", "-out", name + ".pub.pem");
  }

  private void openssl(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = "openssl";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process openssl =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("openssl.log").toFile())
            .start();
    assertThat(openssl.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(openssl.exitValue()).as(() -> String.join(" ", command)).isZero();
  }

  private PrivateKey privateKey(String file) throws IOException, GeneralSecurityException {
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(decoded(file)));
  }

  private PublicKey publicKey(String file) throws IOException, GeneralSecurityException {
    return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(decoded(file)));
  }

  private byte[] decoded(String file) throws IOException {
    String pem = Files.readString(folder.resolve(file));
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
  }
}
