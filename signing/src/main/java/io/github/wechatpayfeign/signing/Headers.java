package io.github.wechatpayfeign.signing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads headers whatever the case of their names. */
final class Headers {

  private Headers() {}

  /** Returns all values of a header, none where it is not there. */
  static List<String> values(Map<String, Collection<String>> headers, String name) {
    List<String> values = new ArrayList<>(1);
    headers.forEach(
        (key, each) -> {
          if (key.equalsIgnoreCase(name)) {
            values.addAll(each);
          }
        });
    return values;
  }
}
