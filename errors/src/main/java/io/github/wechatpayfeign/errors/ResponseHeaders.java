package io.github.wechatpayfeign.errors;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads headers of an answer whatever the case of their names. */
final class ResponseHeaders {

  private ResponseHeaders() {}

  static @Nullable String first(Map<String, Collection<String>> headers, String name) {
    for (Map.Entry<String, Collection<String>> header : headers.entrySet()) {
      if (name.equalsIgnoreCase(header.getKey()) && !header.getValue().isEmpty()) {
        return header.getValue().iterator().next();
      }
    }
    return null;
  }
}
