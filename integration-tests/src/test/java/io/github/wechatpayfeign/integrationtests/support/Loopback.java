package io.github.wechatpayfeign.integrationtests.support;

import io.github.wechatpayfeign.ports.Ports;
import java.io.IOException;
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

  /** Returns a base URL at which connections are refused, another one for each call. */
  public static String closedPort() {
    return "http://127.0.0.1:" + Ports.refusing();
  }
}
