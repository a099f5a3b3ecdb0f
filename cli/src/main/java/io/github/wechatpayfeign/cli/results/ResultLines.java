package io.github.wechatpayfeign.cli.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The lines of a results file: JSON objects in ASCII. Each says of whom and what it is, so that a
 * file can never make another merchant's order, a simulated one, or one that was only closed
 * plainly, pass for decided.
 */
public final class ResultLines {

  private final JsonMapper json =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private final ObjectNode kind = json.createObjectNode();
  private final byte[] beginning;

  public ResultLines(String mchid, boolean decisive, boolean simulated) {
    kind.put("mchid", mchid).put("decisive", decisive).put("simulated", simulated);
    String opened = kind.toString();
    String begun = opened.substring(0, opened.length() - 1) + ",\"out_trade_no\":\"";
    beginning = begun.getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns the line with its end. */
  byte[] line(OrderResult result) {
    ObjectNode object = kind.deepCopy();
    object.setAll(json.<ObjectNode>valueToTree(result));
    try {
      return (json.writeValueAsString(object) + "\n").getBytes(StandardCharsets.US_ASCII);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A result could not be written as JSON", e);
    }
  }

  /** Returns whether a line without its end may be the first part of one that was cut. */
  boolean canBeTorn(byte[] tail) {
    int length = Math.min(tail.length, beginning.length);
    return Arrays.equals(tail, 0, length, beginning, 0, length);
  }

  /**
   * Notes the decision in a line without its end.
   *
   * @throws IllegalArgumentException if it is not a line of this kind
   */
  void read(byte[] line, DecidedOrders decided) {
    if (line.length < beginning.length || !canBeTorn(line)) {
      throw new IllegalArgumentException("it does not begin with " + kind);
    }
    try {
      JsonNode object = json.readTree(line);
      decided.decide(
          object.path("out_trade_no").asText(),
          OrderOutcome.valueOf(object.path("outcome").asText()));
    } catch (IOException e) {
      throw new IllegalArgumentException("it is not a JSON object", e);
    }
  }
}
