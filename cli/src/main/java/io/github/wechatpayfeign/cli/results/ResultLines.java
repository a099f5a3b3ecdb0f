package io.github.wechatpayfeign.cli.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.wechatpayfeign.cli.console.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The lines of a results file: JSON objects in ASCII. Each begins with the merchant and the kind of
 * the run. So a file of another merchant, of a simulated run or of a plain close can never make an
 * order of this run look decided.
 */
public final class ResultLines {

  private final JsonMapper json =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private final ObjectNode kind = json.createObjectNode();
  private final byte[] beginning;

  /**
   * Creates the lines of one kind of run.
   *
   * @param mchid the merchant number
   * @param decisive whether orders are closed decisively
   * @param simulated whether they are closed at the simulator
   */
  public ResultLines(String mchid, boolean decisive, boolean simulated) {
    kind.put("mchid", mchid).put("decisive", decisive).put("simulated", simulated);
    String opened = kind.toString();
    String begun = opened.substring(0, opened.length() - 1) + ",\"out_trade_no\":\"";
    beginning = begun.getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns the line with its line break. */
  byte[] line(OrderResult result) {
    ObjectNode object = kind.deepCopy();
    object.setAll(json.<ObjectNode>valueToTree(result));
    try {
      return (json.writeValueAsString(object) + "\n").getBytes(StandardCharsets.US_ASCII);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A result could not be written as JSON", e);
    }
  }

  /** Returns whether a line without a line break can be the beginning of a line of this kind. */
  boolean canBeTorn(byte[] tail) {
    int length = Math.min(tail.length, beginning.length);
    return Arrays.equals(tail, 0, length, beginning, 0, length);
  }

  /**
   * Reads one line without its line break, and notes its decision.
   *
   * @throws IllegalArgumentException if it is not a line of this kind of run
   */
  void read(byte[] line, DecidedOrders decided) {
    if (line.length < beginning.length || !canBeTorn(line)) {
      throw new IllegalArgumentException(Words.of("it does not begin with {0}", kind));
    }
    try {
      JsonNode object = json.readTree(line);
      decided.decide(
          object.path("out_trade_no").asText(),
          OrderOutcome.valueOf(object.path("outcome").asText()));
    } catch (IOException e) {
      throw new IllegalArgumentException(Words.of("it is not a JSON object"), e);
    }
  }
}
