package io.github.wechatpayfeign.simulator.internal.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** Netty's decoder, which also tells when bytes arrive, and what a broken first line was. */
final class HeadDecoder extends HttpRequestDecoder {
  private static final int CHUNK_BYTES = 64 << 10;

  private final Runnable arrival;
  private String method = "";
  private String target = "";

  HeadDecoder(ServerLimits limits, Runnable arrival) {
    super(limits.lineBytes(), limits.headerBytes(), CHUNK_BYTES);
    this.arrival = arrival;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    arrival.run();
    super.channelRead(context, message);
  }

  @Override
  protected HttpMessage createMessage(String[] initialLine) throws Exception {
    method = initialLine[0];
    target = initialLine[1];
    return super.createMessage(initialLine);
  }

  void forgetLine() {
    method = "";
    target = "";
  }

  /** Returns the first word of the newest first line, or an empty text. */
  String method() {
    return method;
  }

  /** Returns the second word of the newest first line, or an empty text. */
  String target() {
    return target;
  }
}
