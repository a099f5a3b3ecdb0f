package io.github.wechatpayfeign.integrationtests.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar, in its own process, with keys that openssl made. */
class CliJarTest {

  @TempDir Path folder;

  record Run(int exitCode, String out, String err) {}

  @Test
  void closesAnOrderAtTheSimulatorAndReportsIt() throws Exception {
    Run run = run(Map.of(), "close", "--simulator", "ORDER-20261123-1");

    assertThat(run.out()).startsWith("SIMULATED CLOSED ORDER-20261123-1");
    assertThat(run.err()).matches("close: CLOSED 1; 1 request, \\d+\\.\\d s\\R");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void closesAnOrderAtTheGatewayThatTheEnvironmentNames() throws Exception {
    Path merchantKey = key("apiclient_key.pem");
    Path wechatPayKey = key("wechatpay_key.pem");
    try (RawServer server = RawServer.start((request, out) -> out.write(signed204(wechatPayKey)))) {
      Run run =
          run(
              environment(server.baseUrl(), merchantKey, wechatPayKey),
              "close",
              "--json",
              "A|B*C-1");

      JsonNode result = new ObjectMapper().readTree(run.out());
      assertThat(result.path("outcome").asText()).isEqualTo("CLOSED");
      assertThat(result.path("status").asInt()).isEqualTo(204);
      assertThat(result.path("request_id").asText()).isEqualTo("08F78BB5AF0610D302-0");
      assertThat(result.has("simulated")).isFalse();
      assertThat(run.err()).hasLineCount(1);
      assertThat(run.exitCode()).isZero();
      assertThat(server.onlyRequest().target())
          .isEqualTo("/v3/pay/transactions/out-trade-no/A%7CB%2AC-1/close");
      assertThat(server.onlyRequest().body()).isEqualTo("{\"mchid\":\"1900000109\"}");
      server.onlyRequest().assertSignedBy(publicKey(merchantKey));
    }
  }

  @Test
  void doesNotReportAForgedAnswerAsTrue() throws Exception {
    Path merchantKey = key("apiclient_key.pem");
    Path wechatPayKey = key("wechatpay_key.pem");
    Path forgersKey = key("forgers_key.pem");
    try (RawServer server = RawServer.start((request, out) -> out.write(signed204(forgersKey)))) {
      Run run =
          run(
              environment(server.baseUrl(), merchantKey, wechatPayKey),
              "close",
              "--json",
              "ORDER-1");

      JsonNode result = new ObjectMapper().readTree(run.out());
      assertThat(result.path("outcome").asText()).isEqualTo("UNKNOWN");
      assertThat(result.path("reason").asText()).isEqualTo("WRONG_SIGNATURE");
      assertThat(result.path("next").asText()).isEqualTo("QUERY_ORDER");
      assertThat(run.exitCode()).isEqualTo(3);
    }
  }

  @Test
  void namesEveryMissingOption() throws Exception {
    Run run = run(Map.of("WECHATPAY_MCHID", "1900000109"), "close", "ORDER-1");

    assertThat(run.err())
        .contains("--merchant-serial (or WECHATPAY_MERCHANT_SERIAL)")
        .contains("--public-key (or WECHATPAY_PUBLIC_KEY)")
        .doesNotContain("--mchid")
        .doesNotContain("Exception");
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(2);
  }

  private static Map<String, String> environment(
      String baseUrl, Path merchantKey, Path wechatPayKey) {
    return Map.of(
        "WECHATPAY_BASE_URL",
        baseUrl,
        "WECHATPAY_MCHID",
        "1900000109",
        "WECHATPAY_MERCHANT_SERIAL",
        "05F1C72E2A8931B7",
        "WECHATPAY_PRIVATE_KEY",
        merchantKey.toString(),
        "WECHATPAY_PUBLIC_KEY_ID",
        "PUB_KEY_ID_01",
        "WECHATPAY_PUBLIC_KEY",
        wechatPayKey + ".pub");
  }

  private Run run(Map<String, String> environment, String... arguments) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    int exitCode =
        CliProcess.of(environment, arguments)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Run(exitCode, Files.readString(out), Files.readString(err));
  }

  /** Makes a key pair: the private key in the file, the public key in the file beside it. */
  private Path key(String name) throws Exception {
    Path file = folder.resolve(name);
    openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", file);
    openssl("pkey", "-in", file, "-pubout", "-out", file + ".pub");
    return file;
  }

  private byte[] signed204(Path key) throws IOException {
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    Path message = Files.writeString(folder.resolve("message"), timestamp + "\nnonce\n\n");
    Path signature = folder.resolve("signature");
    openssl("dgst", "-sha256", "-sign", key, "-out", signature, message);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Wechatpay-Timestamp", timestamp);
    headers.put("Wechatpay-Nonce", "nonce");
    headers.put("Wechatpay-Serial", "PUB_KEY_ID_01");
    headers.put(
        "Wechatpay-Signature", Base64.getEncoder().encodeToString(Files.readAllBytes(signature)));
    return TestGateway.answer(204, headers, "");
  }

  private static PublicKey publicKey(Path key) throws Exception {
    String pem = Files.readString(Path.of(key + ".pub"));
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
  }

  private static void openssl(Object... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      assertThat(process.waitFor()).as("%s said %s", command, said).isZero();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
