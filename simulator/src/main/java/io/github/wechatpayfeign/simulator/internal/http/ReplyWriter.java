package io.github.wechatpayfeign.simulator.internal.http;

import io.github.wechatpayfeign.simulator.internal.server.Reply;
import java.io.IOException;

/** The reply to the client: an answer, a part of one, or a closed connection. */
@FunctionalInterface
public interface ReplyWriter {
  void writeTo(Reply reply) throws IOException;
}
