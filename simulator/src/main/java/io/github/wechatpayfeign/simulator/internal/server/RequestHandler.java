package io.github.wechatpayfeign.simulator.internal.server;

import java.io.IOException;

/** Answers requests, each on a thread on which it may wait. */
@FunctionalInterface
public interface RequestHandler {

  /**
   * Answers a request with one of the methods of the reply.
   *
   * @param request the request, which may be one that was {@linkplain RawRequest#problem() not
   *     understood}
   * @param reply the way back to the client
   * @throws IOException if the client is gone or the server is closed; nobody can be told
   */
  void handle(RawRequest request, Reply reply) throws IOException;
}
