package io.github.wechatpayfeign.ports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Ports of this machine for tests. */
public final class Ports {

  // Below the ports that systems give to outgoing connections: one of those could take the port
  // before its server starts, or while its server is down.
  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 30_000;
  private static final int ATTEMPTS = 100;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Holds the ports, so that no other socket gets one of them while this JVM runs. */
  private static final Queue<Socket> HELD = new ConcurrentLinkedQueue<>();

  private Ports() {}

  /**
   * Returns a port of 127.0.0.1 that refuses connections as long as this JVM runs. No two calls
   * return the same port.
   */
  public static int refusing() {
    return refusing("127.0.0.1");
  }

  /**
   * Returns a port that refuses connections as long as this JVM runs.
   *
   * @param host an address of this machine
   */
  public static int refusing(String host) {
    Socket socket = new Socket();
    HELD.add(socket);
    try {
      // Bound, so it is taken. Nobody listens, so connections to it are refused.
      socket.bind(new InetSocketAddress(host, 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return socket.getLocalPort();
  }

  /** Returns a port of 127.0.0.1 at which nobody listens now, for a server of the caller. */
  public static int free() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = RANDOM.nextInt(LOWEST, HIGHEST);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // Another port may be free.
      }
    }
    throw new IllegalStateException(
        "No port from " + LOWEST + " to " + HIGHEST + " is free after " + ATTEMPTS + " attempts");
  }
}
