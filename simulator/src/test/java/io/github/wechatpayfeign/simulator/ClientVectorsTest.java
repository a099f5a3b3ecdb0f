package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.wechatpayfeign.simulator.gateway.Strictness;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * A query and a close with the headers of other clients are accepted. The headers are in {@code
 * client-headers.json}, each with its source.
 */
class ClientVectorsTest extends SharedSimulatorTest {
  static final List<Named<JsonNode>> clients = clients();

  ClientVectorsTest() {
    super(new Strictness[0]);
  }

  @ParameterizedTest
  @FieldSource("clients")
  void queriesAnOrderWithTheHeadersOfAClient(JsonNode client) {
    RawCall call =
        get("/v3/pay/transactions/out-trade-no/" + order + "?mchid=1900000001")
            .header("Content-Type");

    RawAnswer answer = send(call, client, client.path("query"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("trade_state").asText()).isEqualTo("NOTPAY");
    assertThat(answer.isSignedBy(simulator.publicKeyPem())).isTrue();
  }

  @ParameterizedTest
  @FieldSource("clients")
  void closesAnOrderWithTheHeadersOfAClient(JsonNode client) {
    RawCall call = call().body("{\"mchid\":\"1900000001\"}" + client.path("bodyEnd").asText());

    RawAnswer answer = send(call, client, client.path("close"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    assertThat(answer.isSignedBy(simulator.publicKeyPem())).isTrue();
    assertThat(simulator.state(order)).contains(OrderState.CLOSED);
  }

  @Test
  void namesTheSourceOfEveryVector() {
    assertThat(clients)
        .hasSizeGreaterThanOrEqualTo(8)
        .allMatch(client -> !client.getPayload().path("source").asText().isBlank());
  }

  /** Sends the call with the headers of the client only, and with its order of items. */
  private RawAnswer send(RawCall call, JsonNode client, JsonNode headers) {
    List.of("Accept", "Content-Type", "User-Agent", "Wechatpay-Serial").forEach(call::header);
    headers
        .fieldNames()
        .forEachRemaining(
            name ->
                call.header(
                    name,
                    headers.path(name).asText().replace("{publicKeyId}", simulator.publicKeyId())));
    return call.authorization(value -> reordered(value, client.path("authorization").asText()))
        .send();
  }

  private static String reordered(String authorization, String names) {
    String items =
        Pattern.compile(" ")
            .splitAsStream(names)
            .map(name -> item(authorization, name))
            .collect(Collectors.joining(","));
    return "WECHATPAY2-SHA256-RSA2048 " + items;
  }

  private static String item(String authorization, String name) {
    return Pattern.compile(name + "=\"[^\"]+\"")
        .matcher(authorization)
        .results()
        .findFirst()
        .orElseThrow()
        .group();
  }

  private static List<Named<JsonNode>> clients() {
    try (InputStream file = ClientVectorsTest.class.getResourceAsStream("client-headers.json")) {
      JsonNode all = new JsonMapper().readTree(Objects.requireNonNull(file));
      return StreamSupport.stream(all.spliterator(), false)
          .map(client -> Named.of(client.path("client").asText(), client))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
