package io.github.wechatpayfeign.simulator;

/** One endpoint of the API; it receives only requests whose signature was verified. */
@FunctionalInterface
interface Endpoint {
  GatewayAnswer handle(VerifiedRequest request) throws Refusal;
}
