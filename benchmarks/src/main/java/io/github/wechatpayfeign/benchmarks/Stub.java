package io.github.wechatpayfeign.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;

/**
 * A gateway that does almost nothing: it answers each close at once with a signed 204, and never
 * sends the same one twice. It answers a query with the state of the order: open, until it was
 * closed. It listens on two ports, one of them with TLS. It counts connections and requests without
 * an {@code Authorization} of APIv3, and verifies the signature of every hundredth request, so that
 * no contender wins because it does not sign.
 */
final class Stub {

  private static final int BACKLOG = 1024;
  private static final int AHEAD_AT_FIRST = 100;
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "WECHATPAY2-SHA256-RSA2048 (?=.*nonce_str=\"([^\"]+)\")(?=.*signature=\"([^\"]+)\")"
              + "(?=.*timestamp=\"(\\d+)\").*");

  private static final Pattern ORDER = Pattern.compile("/out-trade-no/(D-[0-9]+)[/?]");

  private final SignedAnswers answers;
  private final PublicKey merchant;
  private final AtomicLong connections = new AtomicLong();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong unsigned = new AtomicLong();
  private final AtomicLong verified = new AtomicLong();

  /** The closed orders, apart from the one that is closed again and again. */
  private final Set<String> closed = ConcurrentHashMap.newKeySet();

  private Stub(Setup setup) throws GeneralSecurityException, IOException {
    this.answers = new SignedAnswers(setup.privateKey("wechatpay"));
    this.merchant = setup.publicKey("apiclient");
    answers.fill(AHEAD_AT_FIRST);
  }

  /**
   * Prints its port and that for TLS, then reads one command a line from its input: {@code counts},
   * or {@code fill COUNT} to sign so many answers in advance. It stops at the end of its input.
   */
  public static void main(String[] arguments) throws Exception {
    Setup setup = new Setup(Path.of(arguments[0]), 0, "http");
    Stub stub = new Stub(setup);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    ServerSocketFactory tls = Certificate.of(setup.folder()).sockets();
    try (ServerSocket plain = new ServerSocket(0, BACKLOG, loopback);
        ServerSocket encrypted = tls.createServerSocket(0, BACKLOG, loopback)) {
      System.out.println("http=" + plain.getLocalPort() + " https=" + encrypted.getLocalPort());
      daemon(() -> stub.accept(plain));
      daemon(() -> stub.accept(encrypted));
      BufferedReader in = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("fill ")) {
          stub.answers.fill(Integer.parseInt(line.substring("fill ".length())));
        }
        System.out.println(stub.counts());
      }
    }
  }

  private String counts() {
    return "connections=%d requests=%d unsigned=%d verified=%d"
        .formatted(connections.get(), requests.get(), unsigned.get(), verified.get());
  }

  private void accept(ServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.incrementAndGet();
        socket.setTcpNoDelay(true);
        daemon(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The stub ends.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      byte[] head = new byte[8192];
      while (true) {
        int length = readHead(in, head);
        if (length == 0) {
          return;
        }
        String request = new String(head, 0, length, ISO_8859_1);
        check(request, in);
        out.write(answer(request));
      }
    } catch (IOException e) {
      // The client closed the connection.
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("An answer cannot be signed", e);
    }
  }

  private byte[] answer(String request) throws GeneralSecurityException {
    Matcher order = ORDER.matcher(request);
    if (!order.find()) {
      return answers.next();
    }
    String number = order.group(1);
    if (request.startsWith("POST")) {
      closed.add(number);
      return answers.next();
    }
    return answers.ok(
        "{\"appid\":\"wxd678efh567hg6787\",\"mchid\":\""
            + Setup.MCHID
            + "\",\"out_trade_no\":\""
            + number
            + "\",\"trade_state\":\""
            + (closed.contains(number) ? "CLOSED" : "NOTPAY")
            + "\",\"amount\":{\"total\":100,\"currency\":\"CNY\"}}");
  }

  private static int readHead(InputStream in, byte[] head) throws IOException {
    int length = 0;
    while (length < 4
        || head[length - 1] != '\n'
        || head[length - 3] != '\n'
        || head[length - 2] != '\r') {
      int next = in.read();
      if (next < 0) {
        return 0;
      }
      head[length++] = (byte) next;
    }
    return length;
  }

  private void check(String head, InputStream in) throws IOException {
    String contentLength = header(head, "\r\ncontent-length: ");
    byte[] body = in.readNBytes(contentLength.isEmpty() ? 0 : Integer.parseInt(contentLength));
    long count = requests.incrementAndGet();
    String authorization = header(head, "\r\nauthorization: ");
    if (!authorization.startsWith("WECHATPAY2-SHA256-RSA2048 ")) {
      unsigned.incrementAndGet();
    } else if (count % 100 == 1) {
      verify(head.substring(0, head.indexOf(" HTTP/1.1")), authorization, body);
    }
  }

  private void verify(String requestLine, String authorization, byte[] body) throws IOException {
    Matcher parts = AUTHORIZATION.matcher(authorization);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(merchant);
      if (parts.matches()) {
        String message =
            requestLine.replace(' ', '\n') + '\n' + parts.group(3) + '\n' + parts.group(1) + '\n';
        signature.update(message.getBytes(ISO_8859_1));
        signature.update(body);
        signature.update((byte) '\n');
        if (signature.verify(Base64.getDecoder().decode(parts.group(2)))) {
          verified.incrementAndGet();
          return;
        }
      }
    } catch (GeneralSecurityException e) {
      throw new EOFException(e.toString());
    }
    throw new EOFException("The signature of a request is wrong");
  }

  private static String header(String head, String name) {
    int start = head.toLowerCase(Locale.ROOT).indexOf(name);
    return start < 0
        ? ""
        : head.substring(start + name.length(), head.indexOf("\r\n", start + name.length()));
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(null, task, "stub", 256 * 1024);
    thread.setDaemon(true);
    thread.start();
  }
}
