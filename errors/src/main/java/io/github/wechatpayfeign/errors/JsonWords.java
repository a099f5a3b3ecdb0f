package io.github.wechatpayfeign.errors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a part of an error body as words on one line, whatever its shape. */
final class JsonWords {

  /** The longest text: four values of the maximum length. */
  private static final int MAX_LENGTH = 2048;

  /** The members that come first, in this order. */
  private static final List<String> FIRST = List.of("field", "value", "issue", "location");

  private final List<Word> words = new ArrayList<>();
  private int length;

  /** A value that is not empty, with the name of its member. */
  private record Word(String name, String value) {
    int rank() {
      int rank = FIRST.indexOf(name);
      return rank < 0 ? FIRST.size() : rank;
    }

    @Override
    public String toString() {
      return name.isEmpty() ? value : name + ' ' + value;
    }
  }

  private JsonWords() {}

  /**
   * Returns all values on one line, each after the name of its member, such as {@code field /mchid,
   * issue too short}. Empty values are left out; the line is cut after 2,048 characters.
   */
  static String of(JsonNode part) {
    JsonWords all = new JsonWords();
    all.collect("", part);
    String line =
        all.words.stream()
            .sorted(Comparator.comparingInt(Word::rank))
            .map(Word::toString)
            .collect(Collectors.joining(", "));
    return Texts.cut(line, MAX_LENGTH);
  }

  private void collect(String name, JsonNode part) {
    if (length > MAX_LENGTH) {
      return;
    }
    if (part.isObject()) {
      part.properties()
          .forEach(member -> collect(Texts.oneLine(member.getKey()), member.getValue()));
    } else if (part.isArray()) {
      part.forEach(element -> collect(name, element));
    } else {
      add(name, part.isNull() ? "" : Texts.oneLine(part.asText()));
    }
  }

  private void add(String name, String value) {
    if (!value.isEmpty()) {
      words.add(new Word(name, value));
      length += name.length() + value.length() + 3;
    }
  }
}
