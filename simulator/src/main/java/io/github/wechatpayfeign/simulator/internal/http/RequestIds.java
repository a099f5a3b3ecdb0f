package io.github.wechatpayfeign.simulator.internal.http;

import io.github.wechatpayfeign.simulator.internal.crypto.RandomText;

/**
 * Gives answers their {@code Request-ID}: a name, a dash and a number that is 0 for a success. It
 * does not copy the other numbers of the real gateway; here they are all 1.
 */
public final class RequestIds {
  public static final String HEADER = "Request-ID";

  private final RandomText random;

  public RequestIds(RandomText random) {
    this.random = random;
  }

  public GatewayAnswer stamp(GatewayAnswer answer) {
    boolean success = answer.status() < 300;
    return answer.withHeader(HEADER, random.upperHex(32) + (success ? "-0" : "-1"));
  }
}
