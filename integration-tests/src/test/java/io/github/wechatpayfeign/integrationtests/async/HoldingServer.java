package io.github.wechatpayfeign.integrationtests.async;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.integrationtests.support.WireRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A server that answers no request before a given number has arrived. It runs in its own process,
 * because one process may not have enough files for both ends of all connections.
 */
final class HoldingServer implements AutoCloseable {

  private static final int BACKLOG = 4096;

  private final Process process;
  private final int port;

  private HoldingServer(Process process) {
    this.process = process;
    this.port = new Scanner(process.getInputStream(), UTF_8).nextInt();
  }

  /** Starts a server that answers each request with its own signed 204. */
  static HoldingServer start(int requests) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HoldingServer.class.getName(),
                Integer.toString(requests))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (OutputStream key = process.getOutputStream()) {
      key.write(TestGateway.WECHAT_PAY_KEYS.getPrivate().getEncoded());
    }
    return new HoldingServer(process);
  }

  String baseUrl() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Runs the server, with the key that signs from its input. */
  public static void main(String[] args) throws Exception {
    CountDownLatch missing = new CountDownLatch(Integer.parseInt(args[0]));
    PrivateKey key =
        KeyFactory.getInstance("RSA")
            .generatePrivate(new PKCS8EncodedKeySpec(System.in.readAllBytes()));
    try (ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
      System.out.println(server.getLocalPort());
      while (true) {
        Socket socket = server.accept();
        VirtualThreads.start(() -> serve(socket, missing, key));
      }
    }
  }

  private static void serve(Socket socket, CountDownLatch missing, PrivateKey key) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (WireRequest.read(in) != null) {
        byte[] answer = TestGateway.answer(204, TestGateway.signature(key, new byte[0]), "");
        missing.countDown();
        if (missing.await(5, TimeUnit.MINUTES)) {
          socket.getOutputStream().write(answer);
        }
      }
    } catch (IOException | InterruptedException gone) {
      // The client disconnected, or the test is over.
    }
  }
}
