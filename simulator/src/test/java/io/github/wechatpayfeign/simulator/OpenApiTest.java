package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.github.wechatpayfeign.simulator.AdminCall.Answer;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import io.github.wechatpayfeign.simulator.order.RefundState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The OpenAPI document is well-formed, and every operation in it works with its examples. */
class OpenApiTest {
  private static final Set<String> TYPES =
      Set.of("string", "integer", "number", "boolean", "object", "array");

  /** Numbers of orders in the examples of operations that need an order in this state. */
  private static final String ORDER = "ORDER-20261130-1";

  @Test
  void describesOperationsAsOpenApiDemands() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      Answer answer = new AdminCall(simulator).get("/openapi.json");
      JsonNode document = answer.json();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.contentType()).startsWith("application/json");
      assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
      assertThat(document.path("info").path("title").asText()).isNotEmpty();
      assertThat(document.path("info").path("version").asText()).isNotEmpty();
      List<String> ids = new ArrayList<>();
      for (Operation operation : operations(document)) {
        ids.add(operation.json.path("operationId").asText());
        requireForm(operation, document);
      }
      assertThat(ids).hasSizeGreaterThan(40).doesNotContain("").doesNotHaveDuplicates();
    }
  }

  private static void requireForm(Operation operation, JsonNode document) {
    Set<String> inPath = new TreeSet<>();
    for (JsonNode parameter : operation.json.path("parameters")) {
      assertThat(parameter.path("in").asText()).isIn("path", "query");
      assertThat(TYPES).contains(parameter.path("schema").path("type").asText());
      assertThat(parameter.path("description").asText()).isNotEmpty();
      if (parameter.path("in").asText().equals("path")) {
        assertThat(parameter.path("required").asBoolean()).isTrue();
        inPath.add(parameter.path("name").asText());
      }
    }
    Set<String> inTemplate = new TreeSet<>();
    for (String segment : operation.path.split("/", -1)) {
      if (segment.startsWith("{")) {
        inTemplate.add(segment.substring(1, segment.length() - 1));
      }
    }
    assertThat(inPath).as(operation.path).isEqualTo(inTemplate);
    JsonNode responses = operation.json.path("responses");
    assertThat(responses.has("200") != responses.has("204")).as(operation.path).isTrue();
    for (JsonNode response : operation.json.path("responses")) {
      assertThat(response.path("description").asText()).isNotEmpty();
    }
    for (JsonNode reference : operation.json.findValues("$ref")) {
      assertThat(document.at(reference.asText().substring(1)).isMissingNode()).isFalse();
    }
    JsonNode body = operation.body();
    for (JsonNode name : body.path("required")) {
      assertThat(body.path("properties").has(name.asText())).isTrue();
    }
  }

  @Test
  void everyOperationWorksWithItsExamples() throws IOException {
    HttpServer receiver = acceptingServer();
    try (WechatPaySimulator simulator =
        WechatPaySimulator.builder().mode(GatewayMode.MIGRATION).start()) {
      AdminCall admin = new AdminCall(simulator);
      JsonNode document = admin.get("/openapi.json").json();
      for (Operation operation : operations(document)) {
        simulator.reset();
        Map<String, String> actual =
            prepare(simulator, admin, operation.json.path("operationId").asText(), receiver);

        Answer answer =
            admin.send(operation.method, operation.target(actual), operation.content(actual));

        assertThat(answer.status()).as("%s: %s", operation.path, answer.text()).isIn(200, 204);
        JsonNode responses = operation.json.path("responses");
        assertThat(responses.has(Integer.toString(answer.status()))).as(operation.path).isTrue();
        if (answer.status() == 200) {
          JsonNode schema = responses.at("/200/content/application~1json/schema");
          requireFit(answer.json(), schema, document, operation.path);
        }
      }
    } finally {
      receiver.stop(0);
    }
  }

  /** Checks a value as JSON Schema says, and that the document names all its members. */
  private static void requireFit(JsonNode value, JsonNode schema, JsonNode document, String where) {
    if (schema.has("$ref")) {
      JsonNode named = document.at(schema.path("$ref").asText().substring(1));
      requireFit(value, named, document, where);
      return;
    }
    switch (schema.path("type").asText()) {
      case "string" -> {
        assertThat(value.isTextual()).as(where).isTrue();
        if (schema.has("enum")) {
          assertThat(schema.path("enum")).as(where).contains(value);
        }
        if (schema.path("format").asText().equals("date-time")) {
          assertThat(OffsetDateTime.parse(value.asText())).as(where).isNotNull();
        }
      }
      case "integer" -> assertThat(value.isIntegralNumber()).as(where).isTrue();
      case "boolean" -> assertThat(value.isBoolean()).as(where).isTrue();
      case "array" -> {
        assertThat(value.isArray()).as(where).isTrue();
        for (JsonNode element : value) {
          requireFit(element, schema.path("items"), document, where + "[]");
        }
      }
      default -> requireFitOfMembers(value, schema, document, where);
    }
  }

  private static void requireFitOfMembers(
      JsonNode value, JsonNode schema, JsonNode document, String where) {
    assertThat(schema.path("type").asText()).as(where).isEqualTo("object");
    assertThat(value.isObject()).as(where).isTrue();
    for (JsonNode name : schema.path("required")) {
      assertThat(value.has(name.asText())).as("%s has %s", where, name).isTrue();
    }
    JsonNode others = schema.path("additionalProperties");
    for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      JsonNode member = schema.path("properties").path(name);
      if (!member.isMissingNode() || others.isObject()) {
        JsonNode form = member.isMissingNode() ? others : member;
        requireFit(value.path(name), form, document, where + "/" + name);
      } else {
        assertThat(schema.has("properties")).as("%s names %s", where, name).isFalse();
      }
    }
  }

  /** Makes what an operation needs, and returns the values that only the simulator knows. */
  private static Map<String, String> prepare(
      WechatPaySimulator simulator, AdminCall admin, String id, HttpServer receiver) {
    SimulatorCalls calls = new SimulatorCalls(simulator);
    if (!id.equals("createOrder")) {
      simulator.createOrder(ORDER);
    }
    switch (id) {
      case "refundOrder" -> simulator.pay(ORDER);
      case "listOrders" -> {
        simulator.reset();
        calls.place(ORDER);
        simulator.pay(ORDER);
        calls.refund(ORDER, "REFUND-20261130-1");
      }
      case "listRefunds" -> {
        simulator.pay(ORDER);
        calls.refund(ORDER, "REFUND-20261130-1");
      }
      case "listRequests" -> {
        RawCall spoiled = new RawCall(simulator, simulator.now().getEpochSecond(), ORDER);
        spoiled.afterSigning(text -> text.replace("\"mchid\"", "\"mchId\"")).send();
      }
      case "listFaults" ->
          simulator.failOrder(
              ORDER,
              Fault.error(500, "SYSTEM_ERROR"),
              Fault.drop(Moment.BEFORE_APPLYING),
              Fault.delay(Duration.ofMillis(5), Moment.AFTER_APPLYING),
              Fault.truncated(200, Moment.BEFORE_APPLYING),
              Fault.oversized(200, 10, Moment.BEFORE_APPLYING),
              Fault.falsify(Falsification.FORGED),
              Fault.none());
      case "listNotices", "deliverPendingNotices" -> {
        simulator
            .notices()
            .defaultUrl("http://127.0.0.1:" + receiver.getAddress().getPort() + "/notify");
        simulator.pay(ORDER);
      }
      case "expireOrder" -> {
        simulator.reset();
        calls.place(ORDER);
      }
      case "showRefund", "moveRefund" -> {
        simulator.pay(ORDER);
        simulator.book().refunds().settleNew(RefundState.PROCESSING, 0);
        calls.refund(ORDER, "REFUND-20261130-1");
      }
      case "showRequest" -> {
        calls.query(ORDER);
        long newest = simulator.handledRequests().get(0).sequence();
        return Map.of("sequence", Long.toString(newest));
      }
      case "showNotice", "deliverNotice", "deliverNoticeTwice", "forgeNotice", "spoilNotice" -> {
        simulator
            .notices()
            .defaultUrl("http://127.0.0.1:" + receiver.getAddress().getPort() + "/notify");
        simulator.pay(ORDER);
        return Map.of("id", simulator.notices().all().get(0).id());
      }
      case "retirePlatformCertificate" -> {
        String oldest = simulator.platformCertificates().get(0).serial();
        simulator.issuePlatformCertificate();
        simulator.useNewestPlatformCertificate();
        return Map.of("serial", oldest);
      }
      case "revokeMerchantCertificate" -> {
        String older = simulator.merchantSerial();
        simulator.merchant().renewCertificate();
        return Map.of("serial", older);
      }
      default -> assertThat(admin.get("").status()).isEqualTo(200);
    }
    return Map.of();
  }

  private static HttpServer acceptingServer() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static List<Operation> operations(JsonNode document) {
    List<Operation> operations = new ArrayList<>();
    JsonNode paths = document.path("paths");
    for (Iterator<String> names = paths.fieldNames(); names.hasNext(); ) {
      String path = names.next();
      assertThat(path).startsWith("/__admin/");
      JsonNode methods = paths.path(path);
      for (Iterator<String> some = methods.fieldNames(); some.hasNext(); ) {
        String method = some.next();
        operations.add(
            new Operation(
                method.toUpperCase(Locale.ROOT),
                path.substring("/__admin".length()),
                methods.path(method)));
      }
    }
    return operations;
  }

  private record Operation(String method, String path, JsonNode json) {
    JsonNode body() {
      return json.path("requestBody").path("content").path("application/json").path("schema");
    }

    String target(Map<String, String> actual) {
      String target = path;
      StringBuilder query = new StringBuilder();
      for (JsonNode parameter : json.path("parameters")) {
        String name = parameter.path("name").asText();
        String value = actual.getOrDefault(name, parameter.path("example").asText());
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        if (parameter.path("in").asText().equals("path")) {
          target = target.replace("{" + name + "}", encoded);
        } else if (!name.equals("sub_mchid")) {
          query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(encoded);
        }
      }
      return target + query;
    }

    String content(Map<String, String> actual) {
      JsonNode properties = body().path("properties");
      if (properties.isEmpty()) {
        return "";
      }
      ObjectNode content = JsonNodeFactory.instance.objectNode();
      for (Iterator<String> names = properties.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        if (actual.containsKey(name)) {
          content.put(name, actual.get(name));
        } else if (!name.equals("sub_mchid")) {
          content.set(name, properties.path(name).path("examples").path(0));
        }
      }
      return content.toString();
    }
  }
}
