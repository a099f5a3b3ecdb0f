package io.github.wechatpayfeign.simulator.internal.http;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Header maps that ignore the case of names. */
public final class MessageHeaders {
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

  private MessageHeaders() {}

  /** Copies a header map; names that differ only in case are merged. */
  public static Map<String, List<String>> copyOf(Map<String, List<String>> headers) {
    Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach(
        (name, values) -> copy.merge(name, List.copyOf(values), MessageHeaders::concatenated));
    return Collections.unmodifiableMap(copy);
  }

  public static List<String> concatenated(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /** Refuses names and values that could break the head of an answer. */
  public static void requireLegal(String name, List<String> values) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "The header name must be an HTTP token, but is \"%s\"".formatted(name));
    }
    for (String value : values) {
      if (!VALUE.matcher(value).matches()) {
        throw new IllegalArgumentException(
            "The value of the header %s must be printable ASCII, but is \"%s\""
                .formatted(name, value));
      }
    }
  }

  /** Returns whether a header value names the media type JSON, with or without parameters. */
  public static boolean isJson(String mediaType) {
    int parameters = mediaType.indexOf(';');
    String bare = parameters < 0 ? mediaType : mediaType.substring(0, parameters);
    return bare.strip().equalsIgnoreCase("application/json");
  }
}
