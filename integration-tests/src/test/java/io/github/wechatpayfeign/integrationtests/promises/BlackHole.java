package io.github.wechatpayfeign.integrationtests.promises;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** An address of this machine that neither takes nor refuses a connection: its queue is full. */
final class BlackHole implements AutoCloseable {

  private static final int ENOUGH_MILLIS = 200;
  private static final int MOST = 64;

  private final ServerSocket server;
  private final List<Socket> queue = new ArrayList<>();

  BlackHole() {
    try {
      server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      fill();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fill() throws IOException {
    for (int i = 0; i < MOST; i++) {
      Socket socket = new Socket();
      queue.add(socket);
      try {
        socket.connect(server.getLocalSocketAddress(), ENOUGH_MILLIS);
      } catch (SocketTimeoutException full) {
        return;
      }
    }
    throw new AssertionError("The queue of a server socket is never full here");
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  @Override
  public void close() {
    try {
      for (Socket socket : queue) {
        socket.close();
      }
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
