package io.github.wechatpayfeign.simulator.internal.checks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes JSON in the ways of other libraries. */
final class BodyVariants {
  private static final JsonMapper JSON = new JsonMapper();

  private final String comma;
  private final String colon;
  private final int indent;
  private final boolean sorted;
  private final boolean ascii;
  private final boolean slashes;

  private BodyVariants(
      String comma, String colon, int indent, boolean sorted, boolean ascii, boolean slashes) {
    this.comma = comma;
    this.colon = colon;
    this.indent = indent;
    this.sorted = sorted;
    this.ascii = ascii;
    this.slashes = slashes;
  }

  /** Returns the same JSON in other forms; nothing if the text is not JSON. */
  static List<String> of(String text) {
    JsonNode node;
    try {
      node = JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      return List.of();
    }
    if (!node.isContainerNode()) {
      return List.of();
    }
    List<String> variants = new ArrayList<>();
    for (boolean sorted : new boolean[] {false, true}) {
      for (boolean ascii : new boolean[] {false, true}) {
        for (boolean slashes : new boolean[] {false, true}) {
          variants.add(new BodyVariants(",", ":", 0, sorted, ascii, slashes).text(node));
          variants.add(new BodyVariants(", ", ": ", 0, sorted, ascii, slashes).text(node));
          variants.add(new BodyVariants(",", ": ", 2, sorted, ascii, slashes).text(node));
          variants.add(new BodyVariants(",", ": ", 4, sorted, ascii, slashes).text(node));
        }
      }
    }
    return variants.stream().distinct().filter(variant -> !variant.equals(text)).toList();
  }

  private String text(JsonNode node) {
    StringBuilder out = new StringBuilder();
    write(node, 1, out);
    return out.toString();
  }

  private void write(JsonNode node, int depth, StringBuilder out) {
    if (node.isTextual()) {
      quote(node.asText(), out);
    } else if (node.isObject()) {
      List<String> names = new ArrayList<>();
      node.fieldNames().forEachRemaining(names::add);
      if (sorted) {
        Collections.sort(names);
      }
      out.append('{');
      for (int i = 0; i < names.size(); i++) {
        next(i, depth, out);
        quote(names.get(i), out);
        out.append(colon);
        write(node.path(names.get(i)), depth + 1, out);
      }
      end(names.isEmpty(), depth, out);
      out.append('}');
    } else if (node.isArray()) {
      out.append('[');
      for (int i = 0; i < node.size(); i++) {
        next(i, depth, out);
        write(node.path(i), depth + 1, out);
      }
      end(node.isEmpty(), depth, out);
      out.append(']');
    } else {
      out.append(node);
    }
  }

  private void next(int index, int depth, StringBuilder out) {
    if (index > 0) {
      out.append(comma);
    }
    newLine(depth, out);
  }

  private void end(boolean empty, int depth, StringBuilder out) {
    if (!empty) {
      newLine(depth - 1, out);
    }
  }

  private void newLine(int depth, StringBuilder out) {
    if (indent > 0) {
      out.append('\n').append(" ".repeat(indent * depth));
    }
  }

  private void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\' || (c == '/' && slashes)) {
        out.append('\\').append(c);
      } else if (c < ' ' || (c > '~' && ascii)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
