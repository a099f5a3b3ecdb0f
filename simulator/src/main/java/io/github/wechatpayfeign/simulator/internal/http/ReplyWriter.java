package io.github.wechatpayfeign.simulator.internal.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** The reply to the client: an answer, a part of one, or a closed connection. */
@FunctionalInterface
public interface ReplyWriter {
  void writeTo(HttpExchange exchange) throws IOException;
}
