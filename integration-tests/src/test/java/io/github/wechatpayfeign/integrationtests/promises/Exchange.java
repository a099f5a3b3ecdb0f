package io.github.wechatpayfeign.integrationtests.promises;

import io.github.wechatpayfeign.integrationtests.WireRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request of which at least one byte arrived.
 *
 * @param request null if it broke off
 * @param reply null if the request broke off
 */
record Exchange(int number, @Nullable WireRequest request, @Nullable Reply reply) {

  boolean carriedOut() {
    return reply != null && reply.carriesOut();
  }

  boolean refused() {
    return reply != null && reply.refuses();
  }

  @Override
  public String toString() {
    return "#" + number + (request == null ? " a part of a request" : " " + request + ": " + reply);
  }
}
