package io.github.wechatpayfeign.integrationtests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Addresses on this machine. */
final class Loopback {

  private Loopback() {}

  /** Returns a base URL that nothing listens at. */
  static String closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + socket.getLocalPort();
    }
  }
}
