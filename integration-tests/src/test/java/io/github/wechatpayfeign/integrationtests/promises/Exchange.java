package io.github.wechatpayfeign.integrationtests.promises;

import io.github.wechatpayfeign.integrationtests.support.WireRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request of which at least one byte arrived.
 *
 * @param arrivedIn the order of the call that was under way when it arrived
 * @param request null if it broke off
 * @param reply null if the request broke off
 */
record Exchange(
    int number, String arrivedIn, @Nullable WireRequest request, @Nullable Reply reply) {

  private static final Pattern ORDER = Pattern.compile("/(ORDER-[0-9]+)");

  /** Returns the order of the call that sent it; on a busy machine that call may be over. */
  String order() {
    Matcher named = ORDER.matcher(request == null ? "" : request.target());
    return named.find() ? named.group(1) : arrivedIn;
  }

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
