package io.github.wechatpayfeign.simulator.internal.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes an answer to a connection from the thread of its handler. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty reports a failed write as a closed channel.
final class ConnectionReply implements Reply {
  private static final byte[] NEWLINE = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Channel channel;
  private final ServerConnection connection;
  private final ServerWork work;
  private final boolean followable;
  private final boolean head;
  private final AtomicBoolean used = new AtomicBoolean();

  ConnectionReply(
      Channel channel, ServerConnection connection, ServerWork work, RequestDraft request) {
    this.channel = channel;
    this.connection = connection;
    this.work = work;
    followable = request.isFollowable();
    head = request.isHead();
  }

  @Override
  public boolean isUsed() {
    return used.get();
  }

  private void use() {
    if (!used.compareAndSet(false, true)) {
      throw new IllegalStateException("The request has an answer already");
    }
  }

  @Override
  public void send(int status, Map<String, List<String>> headers, byte[] body) {
    boolean keep = followable && !AnswerHead.closes(headers);
    int length = AnswerHead.allowsBody(status) ? body.length : 0;
    ByteBuf start = Unpooled.wrappedBuffer(work.head().bytes(status, headers, length, keep));
    use();
    // One buffer of two parts: both leave in one packet if they fit in one.
    ByteBuf whole =
        length == 0 || head ? start : Unpooled.wrappedBuffer(start, Unpooled.wrappedBuffer(body));
    connection.send(whole, keep);
  }

  @Override
  public void stream(int status, Map<String, List<String>> headers, long length, BodyWriter body)
      throws IOException {
    boolean keep = followable && !AnswerHead.closes(headers);
    byte[] start = work.head().bytes(status, headers, length, keep);
    use();
    boolean whole = false;
    try {
      write(Unpooled.wrappedBuffer(start));
      if (head || !AnswerHead.allowsBody(status)) {
        whole = true;
        return;
      }
      Body out = new Body(length);
      body.writeTo(out);
      whole = out.isWhole();
      if (whole && length < 0) {
        write(Unpooled.wrappedBuffer(LAST_CHUNK));
      }
    } finally {
      connection.answered(keep && whole);
    }
  }

  @Override
  public void drop() {
    use();
    channel.close();
  }

  private void write(ByteBuf bytes) throws IOException {
    ChannelFuture sent = channel.writeAndFlush(bytes);
    try {
      if (!sent.await(work.limits().stall().toMillis(), TimeUnit.MILLISECONDS)) {
        channel.close();
        throw new InterruptedIOException("The client takes nothing of the answer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      channel.close();
      throw new InterruptedIOException("The server was closed during an answer");
    }
    if (!sent.isSuccess()) {
      throw new IOException("The client is gone", sent.cause());
    }
  }

  /** The body of a streamed answer. */
  private final class Body extends OutputStream {
    private final boolean chunked;
    private long left;

    Body(long length) {
      chunked = length < 0;
      left = length;
    }

    boolean isWhole() {
      return chunked || left == 0;
    }

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      if (length == 0) {
        return;
      }
      if (!chunked) {
        if (length > left) {
          throw new IOException("The body is longer than announced");
        }
        left -= length;
      }
      // Copied, because a failed wait leaves the buffer with Netty while the caller goes on.
      ByteBuf piece = Unpooled.copiedBuffer(bytes, offset, length);
      ConnectionReply.this.write(chunked ? chunk(piece, length) : piece);
    }

    private ByteBuf chunk(ByteBuf piece, int length) {
      byte[] size = (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      return Unpooled.wrappedBuffer(
          Unpooled.wrappedBuffer(size), piece, Unpooled.wrappedBuffer(NEWLINE));
    }
  }
}
