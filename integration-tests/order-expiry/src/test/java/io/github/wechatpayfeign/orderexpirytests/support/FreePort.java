package io.github.wechatpayfeign.orderexpirytests.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for servers that stop and start again at the same port. */
public final class FreePort {

  // Below the ports that systems give to outgoing connections: one of those could take the port
  // of a server while it is down.
  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 30_000;
  private static final int ATTEMPTS = 100;

  private FreePort() {}

  /** Returns a port at which no server on this machine listens now. */
  public static int find() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
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
