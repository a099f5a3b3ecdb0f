package io.github.wechatpayfeign.client;

import io.github.wechatpayfeign.client.observe.CallListener;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import okhttp3.Request;

/**
 * The headers that observers of a call add to its requests, for example those of a trace. Observers
 * may not set a header that says how the request is framed, who signs it, or what it means.
 */
final class ObserverHeaders {

  private static final Set<String> RESERVED =
      Set.of(
          "accept",
          "accept-encoding",
          "authorization",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "host",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final String RESERVED_PREFIX = "wechatpay-";

  private ObserverHeaders() {}

  /** Adds each header that can be sent, is not reserved, and is not yet in the request. */
  static void addTo(Request request, Map<String, String> headers, Request.Builder sent) {
    headers.forEach(
        (name, value) -> {
          if (!isAllowed(name)) {
            warn(name);
          } else if (request.header(name) == null) {
            try {
              sent.header(name, value);
            } catch (RuntimeException notSendable) {
              warn(name);
            }
          }
        });
  }

  private static boolean isAllowed(String name) {
    if (name == null) {
      return false;
    }
    String lowerCase = name.toLowerCase(Locale.ROOT);
    return !RESERVED.contains(lowerCase) && !lowerCase.startsWith(RESERVED_PREFIX);
  }

  private static void warn(String name) {
    System.getLogger(CallListener.class.getName())
        .log(Level.WARNING, "A listener set a header that cannot be sent: {0}", name);
  }
}
