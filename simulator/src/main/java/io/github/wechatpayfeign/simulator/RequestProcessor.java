package io.github.wechatpayfeign.simulator;

/** Checks a request step by step in the gateway's order, and passes it to its endpoint. */
final class RequestProcessor {
  static final int BODY_LIMIT = 1 << 20;

  private final Router router;
  private final AuthorizationCheck authorization;
  private final GatewayKeys keys;

  RequestProcessor(Router router, AuthorizationCheck authorization, GatewayKeys keys) {
    this.router = router;
    this.authorization = authorization;
    this.keys = keys;
  }

  GatewayAnswer process(ReceivedRequest request) throws Refusal {
    if (request.body().length > BODY_LIMIT) {
      throw Refusal.of(413, "INVALID_REQUEST", "请求包体不得超过1MiB");
    }
    Endpoint endpoint = router.endpointFor(request);
    HeaderCheck.requireAcceptAndUserAgent(request);
    MerchantAccount signer = authorization.check(request);
    keys.requireKnown(request);
    return endpoint.handle(new VerifiedRequest(signer, request));
  }
}
