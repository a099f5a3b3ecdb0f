package io.github.wechatpayfeign.simulator.internal.checks;

import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.gateway.Strictness;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.rules.StrictRules;
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
  private static final String FORMAT = "HTTP头Authorization值格式错误";

  /** An item, and the spaces and empty items before it, as HTTP allows them in lists. */
  private static final Pattern ITEM =
      Pattern.compile("[ \\t,]*([A-Za-z0-9_-]+)=\"([^\"]+)\"[ \\t]*(?:,[ \\t,]*|\\z)");

  private static final Pattern STRICT_ITEMS =
      Pattern.compile("[a-z_]+=\"[^\"]+\"(?:,[a-z_]+=\"[^\"]+\")*");

  static AuthorizationHeader of(ReceivedRequest request, String scheme, StrictRules rules)
      throws Refusal {
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
    String text = value.substring(space + 1);
    Map<String, String> items = itemsOf(text);
    rules.require(
        Strictness.AUTHORIZATION_SYNTAX,
        STRICT_ITEMS.matcher(text).matches() && NAMES.containsAll(items.keySet()),
        StrictRules.refusal(401, "SIGN_ERROR", FORMAT));
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
      if (!matcher.lookingAt() || items.putIfAbsent(matcher.group(1), matcher.group(2)) != null) {
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
    return Refusal.signError(FORMAT);
  }
}
