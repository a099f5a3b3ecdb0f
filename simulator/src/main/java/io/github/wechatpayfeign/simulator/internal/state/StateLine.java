package io.github.wechatpayfeign.simulator.internal.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * One line of a state file.
 *
 * @param kind the name of its only member
 * @param value the value of that member
 */
public record StateLine(String kind, JsonNode value) {

  /**
   * Reads the value.
   *
   * @throws IllegalArgumentException if it has another form
   */
  public <T> T as(Class<T> type) {
    try {
      return StateFile.JSON.treeToValue(value, type);
    } catch (JsonProcessingException e) {
      // Its message shows a part of the file, which holds openids.
      throw new IllegalArgumentException("The line is not a " + type.getSimpleName());
    }
  }

  @Override
  public String toString() {
    return "StateLine[" + kind + "]";
  }
}
