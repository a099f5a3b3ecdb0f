package io.github.wechatpayfeign.integrationtests.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A server for as much of HTTP/2 as an answer needs, without TLS. It can write any byte into a
 * header. It ignores the content of requests, and gives each the next answer.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113">RFC 9113</a>
 */
public final class Http2Server implements AutoCloseable {

  private static final int PREFACE_LENGTH = 24;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int END_OF_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_OF_HEADERS = 4;

  /** An answer; header values are written unchanged. */
  public record Answer(int status, Map<String, String> headers, String body) {}

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Supplier<Answer> answers;

  private Http2Server(Supplier<Answer> answers) throws IOException {
    this.answers = answers;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  public static Http2Server start(Supplier<Answer> answers) {
    try {
      Http2Server started = new Http2Server(answers);
      started.threads.execute(started::accept);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      in.readFully(new byte[PREFACE_LENGTH]);
      write(out, SETTINGS, 0, 0, new byte[0]);
      while (true) {
        int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        in.readFully(new byte[length]);
        if (type == SETTINGS && flags != ACK) {
          write(out, SETTINGS, ACK, 0, new byte[0]);
        } else if ((type == HEADERS || type == DATA) && (flags & END_OF_STREAM) != 0) {
          answer(out, stream, answers.get());
        }
      }
    } catch (IOException gone) {
      // The client disconnected, or the test is over.
    }
  }

  private static void answer(DataOutputStream out, int stream, Answer answer) throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(":status", Integer.toString(answer.status()));
    all.putAll(answer.headers());
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (Map.Entry<String, String> header : all.entrySet()) {
      // A literal without indexing, with a new name: RFC 7541, 6.2.2.
      block.write(0);
      writeText(block, header.getKey());
      writeText(block, header.getValue());
    }
    boolean empty = answer.body().isEmpty();
    int flags = END_OF_HEADERS | (empty ? END_OF_STREAM : 0);
    write(out, HEADERS, flags, stream, block.toByteArray());
    if (!empty) {
      write(out, DATA, END_OF_STREAM, stream, answer.body().getBytes(UTF_8));
    }
  }

  private static void writeText(OutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    int rest = bytes.length - 127;
    out.write(Math.min(bytes.length, 127));
    for (; rest >= 128; rest >>= 7) {
      out.write((rest & 127) | 128);
    }
    if (rest >= 0) {
      out.write(rest);
    }
    out.write(bytes);
  }

  private static void write(DataOutputStream out, int type, int flags, int stream, byte[] payload)
      throws IOException {
    out.writeByte(payload.length >> 16);
    out.writeShort(payload.length);
    out.writeByte(type);
    out.writeByte(flags);
    out.writeInt(stream);
    out.write(payload);
    out.flush();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
