package io.github.wechatpayfeign.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Whatever goes back to the client, down to a broken connection. */
@FunctionalInterface
interface Reply {
  void writeTo(HttpExchange exchange) throws IOException;
}
