package io.github.wechatpayfeign.simulator.internal.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection. Its requests are answered one after the other, in the order in which they came.
 * All state belongs to the thread of the event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty reports a failed write as a closed channel.
final class ServerConnection extends ChannelInboundHandlerAdapter {
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ServerWork work;
  private final HeadDecoder decoder;
  private final Queue<RequestDraft> waiting = new ArrayDeque<>();
  private @Nullable ChannelHandlerContext context;
  private @Nullable RequestDraft receiving;
  private @Nullable ScheduledFuture<?> deadline;
  private boolean midRequest;
  private boolean answering;
  private boolean owesContinue;

  /** Whether what still arrives is thrown away, because nothing can follow. */
  private boolean deaf;

  ServerConnection(ServerWork work) {
    this.work = work;
    this.decoder = new HeadDecoder(work.limits(), this::bytesArrived);
  }

  HeadDecoder decoder() {
    return decoder;
  }

  private ChannelHandlerContext context() {
    if (context == null) {
      throw new IllegalStateException("The connection has no channel");
    }
    return context;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    waitForRequest();
  }

  private void bytesArrived() {
    if (!midRequest && !answering && !deaf) {
      midRequest = true;
      await(work.limits().request(), this::requestIsLate);
    }
  }

  private void waitForRequest() {
    await(work.limits().idle(), () -> context().close());
  }

  private void requestIsLate() {
    String limit = work.limits().request().toSeconds() + " s";
    refuse(new RequestProblem(408, "the request was not complete after " + limit));
  }

  private void await(Duration time, Runnable then) {
    forgetDeadline();
    deadline = context().executor().schedule(then, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void forgetDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ignored, Object message) {
    try {
      if (!deaf && message instanceof HttpRequest head) {
        begin(head);
      }
      if (!deaf && message instanceof HttpContent content) {
        receive(content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(HttpRequest head) {
    RequestProblem problem = problemOf(head);
    if (problem != null) {
      refuse(problem);
      return;
    }
    receiving = new RequestDraft(head, work.limits().bodyBytes());
    if (HttpUtil.is100ContinueExpected(head)) {
      long announced = HttpUtil.getContentLength(head, 0L);
      if (announced > work.limits().bodyBytes()) {
        refuse(new RequestProblem(413, "the body would be longer than the simulator reads"));
      } else if (answering) {
        owesContinue = true;
      } else {
        sendContinue();
      }
    }
  }

  private void sendContinue() {
    owesContinue = false;
    context().writeAndFlush(Unpooled.wrappedBuffer(CONTINUE));
  }

  private @Nullable RequestProblem problemOf(HttpRequest head) {
    DecoderResult result = head.decoderResult();
    if (result.isFailure()) {
      return malformed(head, result.cause());
    }
    HttpVersion version = head.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      return new RequestProblem(505, "the version is not HTTP/1.1 or HTTP/1.0");
    }
    String expect = head.headers().get(HttpHeaderNames.EXPECT);
    return expect == null || expect.equalsIgnoreCase("100-continue")
        ? null
        : new RequestProblem(417, "the header Expect can only be 100-continue");
  }

  private RequestProblem malformed(HttpRequest head, Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return new RequestProblem(
          414, "the first line is longer than " + work.limits().lineBytes() + " bytes");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return new RequestProblem(
          431, "the headers are longer than " + work.limits().headerBytes() + " bytes");
    }
    return head instanceof FullHttpRequest
        ? new RequestProblem(400, "the first line is not one of HTTP")
        : new RequestProblem(400, "the headers are not those of HTTP");
  }

  private void receive(HttpContent content) {
    RequestDraft request = receiving;
    if (request == null) {
      return;
    }
    if (content.decoderResult().isFailure()) {
      refuse(new RequestProblem(400, "the body is not as the headers announce it"));
      return;
    }
    request.add(content.content());
    if (content instanceof LastHttpContent || request.isTooLong()) {
      receiving = null;
      midRequest = false;
      deaf = !request.isFollowable();
      enqueue(request);
    }
  }

  /** Hands on what was received of a request that cannot be understood or came too late. */
  void refuse(RequestProblem problem) {
    RequestDraft request = receiving;
    receiving = null;
    midRequest = false;
    deaf = true;
    if (request == null) {
      request = new RequestDraft(decoder.method(), decoder.target(), problem);
    }
    request.fail(problem);
    enqueue(request);
  }

  private void enqueue(RequestDraft request) {
    decoder.forgetLine();
    waiting.add(request);
    answerNext();
  }

  private void answerNext() {
    if (answering) {
      return;
    }
    RequestDraft next = waiting.poll();
    if (next == null) {
      context().channel().config().setAutoRead(true);
      if (midRequest || receiving != null) {
        await(work.limits().request(), this::requestIsLate);
      } else {
        waitForRequest();
      }
      if (owesContinue) {
        sendContinue();
      }
      return;
    }
    answering = true;
    forgetDeadline();
    // The rest of a request that is refused is still read, so that the client gets to its answer.
    context().channel().config().setAutoRead(deaf && waiting.isEmpty());
    ConnectionReply reply = new ConnectionReply(context().channel(), this, work, next);
    try {
      work.start(next.request(), reply);
    } catch (RejectedExecutionException closing) {
      context().close();
    }
  }

  /**
   * Sends a whole answer and continues after it; called from any thread, once for each request. The
   * loop does all of it: if it has ended, Netty would log a complaint about each listener that
   * nobody can call any more.
   */
  void send(ByteBuf answer, boolean keep) {
    inLoop(
        () -> {
          ChannelFuture sent = context().channel().writeAndFlush(answer);
          if (!sent.isDone()) {
            long unsent = unsent();
            await(work.limits().stall(), () -> cutIfStalled(unsent));
          }
          sent.addListener(done -> continueAfter(keep && done.isSuccess()));
        });
  }

  /** Continues after an answer that was streamed; called from any thread, once for each. */
  void answered(boolean keep) {
    inLoop(() -> continueAfter(keep));
  }

  private void inLoop(Runnable task) {
    Channel channel = context().channel();
    if (channel.eventLoop().inEventLoop()) {
      task.run();
      return;
    }
    try {
      channel.eventLoop().execute(task);
    } catch (RejectedExecutionException closed) {
      channel.close();
    }
  }

  /** Returns how many bytes the system has not taken yet. */
  private long unsent() {
    ChannelOutboundBuffer buffer = context().channel().unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
  }

  /**
   * Ends the connection of a client that takes nothing of its answer, or is gone without a word.
   */
  private void cutIfStalled(long before) {
    long unsent = unsent();
    if (unsent == before) {
      context().close();
    } else {
      await(work.limits().stall(), () -> cutIfStalled(unsent));
    }
  }

  private void continueAfter(boolean keep) {
    answering = false;
    if (keep) {
      answerNext();
    } else {
      end();
    }
  }

  /**
   * Ends the connection after its last answer. What the client still sends is read for a while:
   * closing with unread bytes would reset the connection, and the client could lose the answer.
   */
  private void end() {
    deaf = true;
    waiting.clear();
    ChannelHandlerContext now = context();
    SocketChannel socket = (SocketChannel) now.channel();
    if (!socket.isActive() || socket.isInputShutdown()) {
      now.close();
      return;
    }
    SslHandler tls = now.pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.closeOutbound();
    }
    socket.shutdownOutput();
    socket.config().setAutoRead(true);
    await(work.limits().linger(), now::close);
  }

  /** The client sends nothing more, but may still read. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ignored, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      endOfInput();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ignored) {
    endOfInput();
    forgetDeadline();
  }

  private void endOfInput() {
    if (receiving != null) {
      refuse(new RequestProblem(400, "the client ended the connection within the request"));
    } else if (!answering && waiting.isEmpty()) {
      context().close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ignored, Throwable cause) {
    if (cause instanceof DecoderException && !deaf) {
      refuse(new RequestProblem(400, "TLS failed: " + cause.getMessage()));
    } else if (!(cause instanceof IOException || cause instanceof DecoderException)) {
      ServerWork.logFailure(cause);
    }
    context().close();
  }
}
