package io.github.wechatpayfeign.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** The reply to the client: an answer, a part of one, or a closed connection. */
@FunctionalInterface
interface ReplyWriter {
  void writeTo(HttpExchange exchange) throws IOException;
}
