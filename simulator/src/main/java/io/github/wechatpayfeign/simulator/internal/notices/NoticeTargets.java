package io.github.wechatpayfeign.simulator.internal.notices;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where notices may go: to this machine, and to hosts that are named. */
public final class NoticeTargets {
  private static final Pattern IPV4 = Pattern.compile("127(\\.[0-9]{1,3}){3}");
  private static final Set<String> NAMES = Set.of("localhost", "::1", "0:0:0:0:0:0:0:1");
  private static final Pattern HOST = Pattern.compile("[0-9A-Za-z.-]+|\\[?[0-9A-Fa-f:.]+]?");

  private final Set<String> hosts;

  /**
   * Allows further hosts besides this machine.
   *
   * @param hosts names or addresses, as they stand in the URLs
   * @throws IllegalArgumentException if one is not the name or the address of a host
   */
  public NoticeTargets(Collection<String> hosts) {
    this.hosts = hosts.stream().map(NoticeTargets::legal).collect(Collectors.toUnmodifiableSet());
  }

  private static String legal(String host) {
    if (!HOST.matcher(host).matches()) {
      throw new IllegalArgumentException(
          "A host for notices must be a name or an address without a scheme and a port, such as"
              + " shop or 10.0.0.5, but is \"%s\"".formatted(host));
    }
    return plain(host);
  }

  private static String plain(String host) {
    return host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
  }

  /**
   * Reads a URL, without asking the DNS.
   *
   * @throws IllegalArgumentException if it is not an {@code http} URL of this machine or of an
   *     allowed host
   */
  public URI of(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw refused(url);
    }
    String host = uri.getHost() == null ? "" : plain(uri.getHost());
    if (!"http".equalsIgnoreCase(uri.getScheme())
        || uri.getUserInfo() != null
        || !(NAMES.contains(host) || IPV4.matcher(host).matches() || hosts.contains(host))) {
      throw refused(url);
    }
    return uri;
  }

  private IllegalArgumentException refused(String url) {
    String others = hosts.isEmpty() ? "" : " and " + String.join(", ", new TreeSet<>(hosts));
    return new IllegalArgumentException(
        "The simulator sends notices by HTTP to this machine%s only: set a notify_url such as"
                .formatted(others)
            + " http://127.0.0.1:8080/paid instead of \"%s\", or allow its host (notifyHosts, or"
                .formatted(url)
            + " --notify-hosts of the command)");
  }

  /**
   * Finds the address of a URL that was accepted.
   *
   * @throws IOException if its host is unknown, or should be this machine and is another one
   */
  InetAddress address(URI url) throws IOException {
    String host = plain(url.getHost());
    InetAddress address = InetAddress.getByName(host);
    if (!address.isLoopbackAddress() && !hosts.contains(host)) {
      throw new IOException("The name %s leads to another machine".formatted(host));
    }
    return address;
  }
}
