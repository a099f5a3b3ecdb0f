package io.github.wechatpayfeign.simulator.internal.endpoints;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.wechatpayfeign.simulator.gateway.Strictness;
import io.github.wechatpayfeign.simulator.internal.http.MessageHeaders;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.rules.StrictRules;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Reads the JSON object of a request body, by the definition of JSON. */
final class JsonBody {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final JsonMapper UNIQUE_NAMES =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final String WRONG_BODY = "请求包体不是合法的JSON对象";

  private JsonBody() {}

  static ObjectNode of(VerifiedRequest request) throws Refusal {
    List<String> type = request.received().header("Content-Type");
    if (type.size() != 1 || !MessageHeaders.isJson(type.get(0))) {
      throw Refusal.invalidRequest("Http头Content-Type不正确，请设置为application/json");
    }
    try {
      // A new decoder throws if bytes are not UTF-8; Jackson alone would guess another charset.
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(request.received().body()))
              .toString();
      JsonNode node = JSON.readTree(text);
      if (node instanceof ObjectNode object) {
        request
            .rules()
            .require(
                Strictness.UNIQUE_NAMES,
                hasUniqueNames(text),
                StrictRules.refusal(
                    400, "PARAM_ERROR", WRONG_BODY, Map.of("location", "body", "value", "")));
        return object;
      }
    } catch (CharacterCodingException | JsonProcessingException e) {
      throw notAnObject();
    }
    throw notAnObject();
  }

  private static boolean hasUniqueNames(String json) {
    try {
      UNIQUE_NAMES.readTree(json);
      return true;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static Refusal notAnObject() {
    return Refusal.paramError(WRONG_BODY, "body", "");
  }
}
