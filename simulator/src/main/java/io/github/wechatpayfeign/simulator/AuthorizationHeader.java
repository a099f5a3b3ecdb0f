package io.github.wechatpayfeign.simulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The five items of a well-formed {@code Authorization} header, before any of them is checked. */
record AuthorizationHeader(
    String mchid, String nonce, String signature, String timestamp, String serial) {

  private static final Set<String> NAMES =
      Set.of("mchid", "nonce_str", "signature", "timestamp", "serial_no");
  private static final Pattern ITEM = Pattern.compile("([a-z_]+)=\"([^\"]+)\"(?:,(?=.)|\\z)");

  static AuthorizationHeader of(ReceivedRequest request, String scheme) throws Refusal {
    List<String> values = request.header("Authorization");
    if (values.size() != 1) {
      throw malformed();
    }
    String value = values.get(0);
    int space = value.indexOf(' ');
    if (space < 0) {
      throw malformed();
    }
    if (!value.substring(0, space).equals(scheme)) {
      throw Refusal.signError("HTTP头Authorization认证类型不正确");
    }
    Map<String, String> items = itemsOf(value.substring(space + 1));
    return new AuthorizationHeader(
        item(items, "mchid"),
        item(items, "nonce_str"),
        item(items, "signature"),
        item(items, "timestamp"),
        item(items, "serial_no"));
  }

  private static Map<String, String> itemsOf(String text) throws Refusal {
    Map<String, String> items = new HashMap<>();
    Matcher matcher = ITEM.matcher(text);
    int end = 0;
    while (end < text.length()) {
      matcher.region(end, text.length());
      if (!matcher.lookingAt()
          || !NAMES.contains(matcher.group(1))
          || items.putIfAbsent(matcher.group(1), matcher.group(2)) != null) {
        throw malformed();
      }
      end = matcher.end();
    }
    return items;
  }

  private static String item(Map<String, String> items, String name) throws Refusal {
    String value = items.get(name);
    if (value == null) {
      throw malformed();
    }
    return value;
  }

  private static Refusal malformed() {
    return Refusal.signError("HTTP头Authorization值格式错误");
  }
}
