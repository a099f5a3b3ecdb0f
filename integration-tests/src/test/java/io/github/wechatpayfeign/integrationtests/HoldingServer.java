package io.github.wechatpayfeign.integrationtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A server that answers no request before so many are there, in a process of its own: one process
 * may not have files enough for both ends of all connections.
 */
final class HoldingServer implements AutoCloseable {

  private static final int BACKLOG = 4096;

  private final Process process;
  private final int port;

  private HoldingServer(Process process) {
    this.process = process;
    this.port = new Scanner(process.getInputStream(), UTF_8).nextInt();
  }

  static HoldingServer start(int requests, byte[] answer) throws IOException {
    return new HoldingServer(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HoldingServer.class.getName(),
                Integer.toString(requests),
                Base64.getEncoder().encodeToString(answer))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  String baseUrl() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Runs the server. */
  public static void main(String[] args) throws Exception {
    CountDownLatch missing = new CountDownLatch(Integer.parseInt(args[0]));
    byte[] answer = Base64.getDecoder().decode(args[1]);
    try (ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
      System.out.println(server.getLocalPort());
      while (true) {
        Socket socket = server.accept();
        VirtualThreads.start(() -> serve(socket, missing, answer));
      }
    }
  }

  private static void serve(Socket socket, CountDownLatch missing, byte[] answer) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (WireRequest.read(in) != null) {
        missing.countDown();
        if (missing.await(5, TimeUnit.MINUTES)) {
          socket.getOutputStream().write(answer);
        }
      }
    } catch (IOException | InterruptedException gone) {
      // The client went away, or the test is over.
    }
  }
}
