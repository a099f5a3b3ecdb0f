package io.github.wechatpayfeign.simulator;

/** One endpoint of the API, called only with requests whose sender is proven. */
@FunctionalInterface
interface Endpoint {
  GatewayAnswer handle(VerifiedRequest request) throws Refusal;
}
