package io.github.wechatpayfeign.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.gateway.Strictness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The page about what the simulator accepts lists every switch and every client that is tried. */
class SimulatorPageTest {

  private static final Path PAGE = Path.of("..", "docs", "simulator.md");

  private static final Path VECTORS =
      Path.of("..", "simulator", "src", "test", "resources", "io", "github", "wechatpayfeign")
          .resolve(Path.of("simulator", "client-headers.json"));

  /** A row of the first table, whose first cell is a switch. */
  private static final Pattern SWITCH =
      Pattern.compile("^\\| `([A-Z_]+)` \\| [^|]+ \\| [^|]+ \\| [^|]+ \\|$", Pattern.MULTILINE);

  private static final Pattern CLIENT =
      Pattern.compile("^\\| ([^|]+) \\| (recorded|source) \\| .+ \\|$", Pattern.MULTILINE);

  @Test
  void listsEverySwitchInTheOrderOfTheEnum() throws IOException {
    assertThat(SWITCH.matcher(Files.readString(PAGE)).results().map(row -> row.group(1)))
        .containsExactlyElementsOf(Stream.of(Strictness.values()).map(Enum::name).toList());
  }

  @Test
  void listsEveryClientWithTheSourceOfItsHeaders() throws IOException {
    List<MatchResult> rows = CLIENT.matcher(Files.readString(PAGE)).results().toList();
    JsonNode vectors = new JsonMapper().readTree(VECTORS.toFile());

    assertThat(rows.stream().map(row -> row.group(1).replace("`", "") + ": " + row.group(2)))
        .containsExactlyElementsOf(
            StreamSupport.stream(vectors.spliterator(), false)
                .map(vector -> vector.path("client").asText() + ": " + kind(vector))
                .toList());
  }

  @Test
  void startsASimulatorThatAcceptsThisClientWithEveryRule() {
    try (WechatPaySimulator strict = PageSnippets.strictSimulator();
        var wechatPay = SimulatedGateway.clientOf(strict)) {
      strict.createOrder("ORDER-20261130-1");

      assertThat(wechatPay.closeDecisively("ORDER-20261130-1").kind())
          .isEqualTo(CloseDecision.Kind.CLOSED);
    }
  }

  @Test
  void startsASimulatorWithTlsAndWritesItsCertificate() throws Exception {
    Path certificate = Path.of("simulator-ca.pem");
    try (WechatPaySimulator secure = PageSnippets.secureSimulator();
        InputStream in = Files.newInputStream(certificate)) {
      X509Certificate read =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);

      assertThat(secure.baseUrl()).startsWith("https://127.0.0.1:");
      assertThat(read.getBasicConstraints()).as("an authority").isZero();
    } finally {
      Files.deleteIfExists(certificate);
    }
  }

  private static String kind(JsonNode vector) {
    return vector.path("source").asText().equals("recorded") ? "recorded" : "source";
  }
}
