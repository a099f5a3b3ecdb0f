package io.github.wechatpayfeign.simulator.internal.server;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.ThreadFactory;

/** Makes loops of one thread. */
final class EventLoops {

  private EventLoops() {}

  /**
   * Makes a loop without a group if Netty is of version 4.2. A group is told on a thread of Netty's
   * own that its loops have ended, which then keeps the JVM alive for a second.
   */
  static EventLoopGroup newLoop(ThreadFactory threads) {
    try {
      return Single.newLoop(threads);
    } catch (LinkageError olderNetty) {
      return newGroup(threads);
    }
  }

  /** Version 4.2 of Netty deprecates this class, and version 4.1 has no other. */
  @SuppressWarnings("deprecation")
  private static EventLoopGroup newGroup(ThreadFactory threads) {
    return new NioEventLoopGroup(1, threads);
  }

  /** A class of its own, because version 4.1 cannot load it. */
  private static final class Single {

    static EventLoopGroup newLoop(ThreadFactory threads) {
      return new SingleThreadIoEventLoop(null, threads, NioIoHandler.newFactory());
    }
  }
}
