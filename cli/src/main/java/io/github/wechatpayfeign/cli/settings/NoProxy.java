package io.github.wechatpayfeign.cli.settings;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hosts that are reached without a proxy, as curl reads {@code NO_PROXY}: names and addresses
 * with commas between them. A name stands for its subdomains too, with or without a dot before it;
 * a port limits it to that port; {@code *} stands for all hosts.
 */
record NoProxy(String list) {

  /** An address of IPv6 is in brackets if a port follows. */
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
