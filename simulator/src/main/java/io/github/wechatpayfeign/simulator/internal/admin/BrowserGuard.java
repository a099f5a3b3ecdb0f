package io.github.wechatpayfeign.simulator.internal.admin;

import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.internal.http.GatewayAnswer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what web pages of others let a browser send. Commands need no password, so without this a
 * page that a tester visits could send them: to the address of the simulator, with its own {@code
 * Origin}, or by a name of its own that leads to this machine. Other clients send no {@code
 * Origin}.
 */
public final class BrowserGuard {
  private static final int MAX_SHOWN = 100;
  private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]+]|[^\\[\\]:/@]+)(:[0-9]*)?");
  private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");
  private static final Set<String> LOOPBACK_NAMES =
      Set.of("localhost", "[::1]", "[0:0:0:0:0:0:0:1]");

  /** Nobody can register these as names of a web page on the internet. */
  private static final Pattern PRIVATE =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[.*]|[^.]+|.+\\.internal");

  private final String scheme;
  private final Set<String> names;
  private final @Nullable String baseUrl;
  private final boolean everyAddress;

  /**
   * Creates a guard.
   *
   * @param scheme {@code http} or {@code https}
   * @param names the host and the further names with which the simulator was started
   * @param baseUrl the URL by which clients reach it, or null if that is not known
   * @param everyAddress whether it listens on all addresses, so that its names are not known
   */
  public BrowserGuard(
      String scheme, List<String> names, @Nullable String baseUrl, boolean everyAddress) {
    this.scheme = scheme;
    this.names = names.stream().map(BrowserGuard::normal).collect(Collectors.toUnmodifiableSet());
    this.baseUrl = baseUrl;
    this.everyAddress = everyAddress;
  }

  private static String normal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.indexOf(':') >= 0 && !lower.startsWith("[") ? "[" + lower + "]" : lower;
  }

  /** Refuses a command, or lets it pass. */
  Optional<GatewayAnswer> refuseCommand(ReceivedRequest request) {
    Optional<GatewayAnswer> refusal = refuseHost(request);
    if (refusal.isPresent()) {
      return refusal;
    }
    for (String origin : request.header("Origin")) {
      if (!isOwnOrigin(origin, request.header("Host"))) {
        return refused(
            "FOREIGN_PAGE",
            "The web page %s cannot send commands to the simulator: use the page of the simulator, or a client that is no browser"
                .formatted(shown(origin)));
      }
    }
    return request.header("Sec-Fetch-Site").stream().anyMatch("cross-site"::equalsIgnoreCase)
        ? refused(
            "FOREIGN_PAGE",
            "A web page of another site cannot send commands to the simulator: use the page of the simulator, or a client that is no browser")
        : Optional.empty();
  }

  /** Refuses a request by a name that is not the simulator's, or lets it pass. */
  Optional<GatewayAnswer> refuseHost(ReceivedRequest request) {
    for (String host : request.header("Host")) {
      if (!isOwn(host)) {
        return refused(
            "FOREIGN_HOST",
            "The simulator does not answer commands and shows no page by the name %s: use localhost or 127.0.0.1, or start it with this host or base URL"
                .formatted(shown(host)));
      }
    }
    return Optional.empty();
  }

  private boolean isOwnOrigin(String origin, List<String> hosts) {
    // A proxy in front may have another scheme than the simulator.
    return origin.equalsIgnoreCase(baseUrl)
        || hosts.stream().anyMatch(host -> origin.equalsIgnoreCase(scheme + "://" + host));
  }

  private boolean isOwn(String host) {
    Matcher matcher = HOST.matcher(host.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return false;
    }
    String name = matcher.group(1);
    return LOOPBACK_NAMES.contains(name)
        || name.endsWith(".localhost")
        || LOOPBACK.matcher(name).matches()
        || names.contains(name)
        || (everyAddress && PRIVATE.matcher(name).matches());
  }

  private static String shown(String text) {
    return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text;
  }

  private static Optional<GatewayAnswer> refused(String code, String message) {
    return Optional.of(
        GatewayAnswer.error(403, code, message).withHeader("Content-Language", "en"));
  }
}
