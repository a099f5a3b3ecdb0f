package io.github.wechatpayfeign.simulator.internal.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** Looks whether a client speaks TLS, so that a mixed-up scheme gets an answer or a line of log. */
final class FirstByte extends ChannelInboundHandlerAdapter {
  private static final int HANDSHAKE = 22;
  private static final long CLOSE_NOTIFY_MILLIS = 200;

  private final @Nullable SSLContext tls;
  private final ServerConnection connection;
  private final ServerLimits limits;

  FirstByte(@Nullable SSLContext tls, ServerConnection connection, ServerLimits limits) {
    this.tls = tls;
    this.connection = connection;
    this.limits = limits;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    boolean handshake = bytes.isReadable() && bytes.getByte(bytes.readerIndex()) == HANDSHAKE;
    if (handshake && tls != null) {
      context.pipeline().addAfter(context.name(), "tls", handler(tls));
    } else if (handshake) {
      connection.refuse(
          new RequestProblem(400, "a TLS handshake came to a port without TLS: use http://"));
    } else if (tls != null) {
      connection.refuse(
          new RequestProblem(400, "plain HTTP came to a port with TLS: use https://"));
    }
    context.fireChannelRead(message);
    context.pipeline().remove(this);
  }

  private SslHandler handler(SSLContext context) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    SslHandler handler = new SslHandler(engine);
    handler.setHandshakeTimeoutMillis(limits.request().toMillis());
    handler.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY_MILLIS);
    return handler;
  }
}
