package io.github.wechatpayfeign.simulator.internal.server;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The status line and the headers of answers, as bytes. */
final class AnswerHead {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  /** The headers that say where the answer ends; given ones would contradict it. */
  private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

  private final Clock clock;
  private final String keepAlive;

  AnswerHead(Clock clock, Duration idle) {
    this.clock = clock;
    this.keepAlive = "Keep-Alive: timeout=" + idle.toSeconds() + "\r\n";
  }

  /** Returns whether an answer with the status can have a body. */
  static boolean allowsBody(int status) {
    return status >= 200 && status != 204 && status != 304;
  }

  /** Returns whether the headers ask for the end of the connection. */
  static boolean closes(Map<String, List<String>> headers) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("Connection"))
        .flatMap(header -> header.getValue().stream())
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("close"));
  }

  /** Returns the head of an answer; a length below 0 announces chunks. */
  byte[] bytes(int status, Map<String, List<String>> headers, long length, boolean keep) {
    StringBuilder head = new StringBuilder(512);
    head.append("HTTP/1.1 ").append(HttpResponseStatus.valueOf(status)).append("\r\n");
    Set<String> given = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach(
        (name, values) -> {
          given.add(name);
          if (!FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> append(head, name, value));
          }
        });
    if (length < 0) {
      append(head, "Transfer-Encoding", "chunked");
    } else if (status != 304) {
      // The gateway was seen to send it with a 204 too.
      append(head, "Content-Length", Long.toString(length));
    }
    if (!given.contains("Date")) {
      append(head, "Date", DATE.format(clock.instant()));
    }
    if (!given.contains("Connection")) {
      append(head, "Connection", keep ? "keep-alive" : "close");
    }
    if (keep && !given.contains("Keep-Alive")) {
      head.append(keepAlive);
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void append(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
