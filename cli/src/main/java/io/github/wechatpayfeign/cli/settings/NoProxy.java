package io.github.wechatpayfeign.cli.settings;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hosts that are reached without a proxy, read from {@code NO_PROXY} as curl does: names and
 * addresses, separated by commas. A name includes its subdomains, with or without a leading dot. A
 * port limits the entry to that port. {@code *} means all hosts.
 *
 * <p>The JDK ignores this variable, but the machines of many operators set it.
 */
record NoProxy(String list) {

  /** An IPv6 address stands in brackets if a port follows. */
  private static final Pattern ENTRY =
      Pattern.compile("\\.?(\\[[^]]+]|[^:]+|[0-9a-f:.]+)(?::(\\d+))?");

  boolean covers(String host, int port) {
    for (String entry : list.toLowerCase(Locale.ROOT).split("[\\s,]+", -1)) {
      if (entry.equals("*") || covers(entry, host.toLowerCase(Locale.ROOT), port)) {
        return true;
      }
    }
    return false;
  }

  private static boolean covers(String entry, String host, int port) {
    Matcher parts = ENTRY.matcher(entry);
    if (!parts.matches()) {
      return false;
    }
    String name = parts.group(1).replaceAll("[\\[\\]]", "");
    String onlyPort = parts.group(2);
    return (host.equals(name) || host.endsWith("." + name))
        && (onlyPort == null || onlyPort.equals(Integer.toString(port)));
  }
}
