package io.github.wechatpayfeign.errors;

import feign.Response;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads headers of an answer and ignores the case of their names. Reading never fails: a name, a
 * list or a value that is null counts as missing.
 */
final class ResponseHeaders {

  /** The start of the names of headers in which a client passes facts to the error decoder. */
  private static final String INTERNAL = "wechatpay-feign-";

  private ResponseHeaders() {}

  /** Returns the first value of a header that is not blank, or null if there is none. */
  static @Nullable String first(Map<String, Collection<String>> headers, String name) {
    for (Map.Entry<String, Collection<String>> header : headers.entrySet()) {
      if (name.equalsIgnoreCase(header.getKey()) && header.getValue() != null) {
        for (String value : header.getValue()) {
          if (value != null && !value.isBlank()) {
            return value;
          }
        }
      }
    }
    return null;
  }

  /** Returns all values of a header. */
  static List<String> all(Map<String, Collection<String>> headers, String name) {
    return headers.entrySet().stream()
        .filter(header -> name.equalsIgnoreCase(header.getKey()))
        .flatMap(ResponseHeaders::values)
        .toList();
  }

  /**
   * Returns the response with a header in place of any of that name.
   *
   * @param value its value, or null for none
   */
  static Response with(Response response, String name, @Nullable String value) {
    // Names in the headers of Feign's answers are compared without case.
    if (value == null && !response.headers().containsKey(name)) {
      return response;
    }
    Map<String, Collection<String>> headers = without(response.headers(), name);
    if (value != null) {
      headers.put(name, List.of(value));
    }
    return response.toBuilder().headers(headers).build();
  }

  /** Returns a copy of headers without those of a name, in any case. */
  static Map<String, Collection<String>> without(
      Map<String, Collection<String>> headers, String name) {
    Map<String, Collection<String>> others = new LinkedHashMap<>(headers);
    others.keySet().removeIf(name::equalsIgnoreCase);
    return others;
  }

  /** Returns the headers of the gateway, without those that a client added for the decoder. */
  static Map<String, Collection<String>> ofGateway(Map<String, Collection<String>> headers) {
    Map<String, Collection<String>> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, Collection<String>> header : headers.entrySet()) {
      String name = header.getKey();
      if (name != null && !name.toLowerCase(Locale.ROOT).startsWith(INTERNAL)) {
        sent.merge(name, values(header).toList(), ResponseHeaders::joined);
      }
    }
    return sent;
  }

  private static Stream<String> values(Map.Entry<String, Collection<String>> header) {
    return header.getValue() == null
        ? Stream.empty()
        : header.getValue().stream().filter(Objects::nonNull);
  }

  private static List<String> joined(Collection<String> one, Collection<String> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
