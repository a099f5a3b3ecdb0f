package io.github.wechatpayfeign.simulator.internal.server;

import java.time.Duration;

/**
 * How long the server waits, and how much it reads.
 *
 * @param idle how long a connection may have no request, in whole seconds for {@code Keep-Alive}
 * @param request how long a request may take from its first byte to its last
 * @param stall how long a client may take nothing of an answer
 * @param linger how long a client may go on sending after its last answer
 * @param lineBytes the longest request line
 * @param headerBytes the longest headers
 * @param bodyBytes the longest body; one more byte is read of a longer one
 */
public record ServerLimits(
    Duration idle,
    Duration request,
    Duration stall,
    Duration linger,
    int lineBytes,
    int headerBytes,
    int bodyBytes) {

  /** Ends idle connections after 8 s, as the gateway does. */
  public static final ServerLimits DEFAULT =
      new ServerLimits(
          Duration.ofSeconds(8),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(5),
          16 << 10,
          64 << 10,
          1 << 20);
}
