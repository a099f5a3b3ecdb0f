package io.github.wechatpayfeign.integrationtests.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** Addresses on this machine. */
public final class Loopback {

  private Loopback() {}

  /** Waits until connections to a closed server are refused. */
  public static void awaitRefusal(String baseUrl) {
    URI server = URI.create(baseUrl);
    long start = System.nanoTime();
    while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) {
      try {
        new Socket(server.getHost(), server.getPort()).close();
      } catch (IOException refused) {
        return;
      }
    }
    throw new AssertionError("Connections to " + baseUrl + " are not refused");
  }

  /** Returns a base URL at which no server listens. */
  public static String closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + socket.getLocalPort();
    }
  }
}
