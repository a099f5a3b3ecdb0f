package io.github.wechatpayfeign.cli;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A proxy, HTTP or SOCKS 5, that takes whatever host is wanted for one port of this machine. It
 * takes an HTTP request that is not a CONNECT from each connection once.
 */
public final class ProxyServer extends SocketRelay {

  private static final int SOCKS_5 = 5;
  private static final int SOCKS_NAME = 3;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile int refusal;
  private volatile @Nullable String credentials;

  public ProxyServer(int target) throws IOException {
    super(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
  }

  /** Refuses all from now on, with this status. */
  public void refuse(int status) {
    refusal = status;
  }

  /** Wants this user and password from now on. */
  public void want(String user, String password) {
    credentials =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the head of each request, or the host and port that were asked for by SOCKS. */
  public List<String> asked() {
    return asked;
  }

  public String address() {
    return "127.0.0.1:" + port();
  }

  public String url() {
    return "http://" + address();
  }

  @Override
  void serve(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    int first = in.read();
    if (first == SOCKS_5) {
      serveSocks(client, in);
    } else if (first >= 0) {
      serveHttp(client, (char) first + restOfHead(in));
    }
  }

  private static String restOfHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("The client left");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private void serveHttp(Socket client, String head) throws IOException {
    asked.add(head);
    String wanted = credentials;
    if (wanted != null && !head.contains("Proxy-Authorization: " + wanted + "\r\n")) {
      answer(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"");
    } else if (refusal != 0) {
      answer(client, refusal + " No");
    } else if (head.startsWith("CONNECT ")) {
      try (Socket far = connect()) {
        client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        relay(client, far);
      }
    } else {
      try (Socket far = connect()) {
        String origin = head.replaceFirst(" http://[^/ ]+", " ");
        far.getOutputStream().write(origin.getBytes(StandardCharsets.ISO_8859_1));
        relay(client, far);
      }
    }
  }

  private static void answer(Socket client, String statusAndHeaders) throws IOException {
    client
        .getOutputStream()
        .write(
            ("HTTP/1.1 " + statusAndHeaders + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
  }

  /** Of RFC 1928 what a client without a password sends that leaves the name to the proxy. */
  private void serveSocks(Socket client, DataInputStream in) throws IOException {
    in.skipNBytes(in.readUnsignedByte());
    client.getOutputStream().write(new byte[] {SOCKS_5, 0});
    in.skipNBytes(3);
    int type = in.readUnsignedByte();
    if (type != SOCKS_NAME) {
      throw new IOException("The client asked for an address, type " + type);
    }
    String name = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
    asked.add(name + ":" + in.readUnsignedShort());
    try (Socket far = connect()) {
      client.getOutputStream().write(new byte[] {SOCKS_5, 0, 0, 1, 127, 0, 0, 1, 0, 1});
      relay(client, far);
    }
  }
}
