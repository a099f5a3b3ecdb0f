package io.github.wechatpayfeign.simulator.internal.endpoints;

import io.github.wechatpayfeign.simulator.internal.http.GatewayAnswer;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;

/** One endpoint of the API; it receives only requests whose signature was verified. */
@FunctionalInterface
public interface Endpoint {
  GatewayAnswer handle(VerifiedRequest request) throws Refusal;
}
