package io.github.wechatpayfeign.simulator;

/** Checks a request step by step in the gateway's order, and passes it to its endpoint. */
final class RequestProcessor {
  static final int BODY_LIMIT = 1 << 20;

  private final Router router;
  private final AuthorizationCheck authorization;
  private final GatewayKeys keys;
  private final StrictRules rules;

  RequestProcessor(
      Router router, AuthorizationCheck authorization, GatewayKeys keys, StrictRules rules) {
    this.router = router;
    this.authorization = authorization;
    this.keys = keys;
    this.rules = rules;
  }

  GatewayAnswer process(ReceivedRequest request) throws Refusal {
    if (request.body().length > BODY_LIMIT) {
      throw Refusal.of(413, "INVALID_REQUEST", "请求包体不得超过1MiB");
    }
    Endpoint endpoint = router.endpointFor(request);
    HeaderCheck.requireAcceptAndUserAgent(request, rules);
    MerchantAccount signer = authorization.check(request);
    keys.requireKnown(request, rules);
    return endpoint.handle(new VerifiedRequest(signer, request, rules));
  }
}
