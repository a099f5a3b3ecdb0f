package io.github.wechatpayfeign.simulator.internal.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.wechatpayfeign.simulator.internal.server.Reply;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A complete HTTP answer. */
@SuppressWarnings("ArrayRecordComponent") // Answers are never compared or printed.
public record GatewayAnswer(int status, Map<String, List<String>> headers, byte[] body)
    implements ReplyWriter {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /** The default of the API; the simulator has its messages in no other language. */
  private static final String LANGUAGE = "zh-CN";

  private static final Map<String, List<String>> JSON_TYPE =
      Map.of("Content-Type", List.of("application/json; charset=utf-8"));

  public GatewayAnswer {
    headers = MessageHeaders.copyOf(headers);
  }

  /**
   * Returns a 204; like the real gateway, it has a JSON content type although it has no content.
   */
  public static GatewayAnswer noContent() {
    return new GatewayAnswer(204, JSON_TYPE, new byte[0]);
  }

  /** Returns a message with the bytes of JSON, for example to sign a notice. */
  public static GatewayAnswer ofJson(byte[] body) {
    return new GatewayAnswer(200, JSON_TYPE, body);
  }

  public static GatewayAnswer error(int status, String code, String message) {
    return error(status, code, message, Map.of());
  }

  public static GatewayAnswer error(
      int status, String code, String message, Map<String, ?> detail) {
    Map<String, ?> members =
        detail.isEmpty()
            ? Map.of("code", code, "message", message)
            : Map.of("code", code, "message", message, "detail", detail);
    return json(status, members);
  }

  public static GatewayAnswer ok(Map<String, ?> members) {
    return json(200, members);
  }

  /** Writes the members in alphabetical order, as the gateway does. */
  private static GatewayAnswer json(int status, Map<String, ?> members) {
    try {
      return new GatewayAnswer(status, JSON_TYPE, JSON.writeValueAsBytes(members))
          .withHeader("Content-Language", LANGUAGE);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The answer cannot be written as JSON", e);
    }
  }

  /** Replaces a header with the given values; without values, the header is removed. */
  public GatewayAnswer withHeader(String name, String... values) {
    Map<String, List<String>> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    changed.putAll(headers);
    changed.put(name, List.of(values));
    return new GatewayAnswer(status, changed, body);
  }

  @Override
  public void writeTo(Reply reply) {
    reply.send(status, headers, body);
  }
}
