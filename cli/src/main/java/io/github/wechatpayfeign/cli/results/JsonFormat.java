package io.github.wechatpayfeign.cli.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes a result as a JSON object, in which a member without a value is null and not left out, so
 * that a script can rely on it. It is ASCII with escapes, so the charset of the terminal or the
 * locale cannot damage it.
 */
public final class JsonFormat implements ResultFormat {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final boolean simulated;

  public JsonFormat(boolean simulated) {
    this.simulated = simulated;
  }

  @Override
  public String line(OrderResult result) {
    ObjectNode object = JSON.valueToTree(result);
    if (simulated) {
      object.put("simulated", true);
    }
    return write(object);
  }

  /** Returns the value as JSON in one line. */
  public static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A result could not be written as JSON", e);
    }
  }
}
