package io.github.wechatpayfeign.simulator.internal.traffic;

import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.internal.accounts.GatewayKeys;
import io.github.wechatpayfeign.simulator.internal.accounts.MerchantAccount;
import io.github.wechatpayfeign.simulator.internal.checks.AuthorizationCheck;
import io.github.wechatpayfeign.simulator.internal.checks.HeaderCheck;
import io.github.wechatpayfeign.simulator.internal.endpoints.Endpoint;
import io.github.wechatpayfeign.simulator.internal.endpoints.Router;
import io.github.wechatpayfeign.simulator.internal.endpoints.VerifiedRequest;
import io.github.wechatpayfeign.simulator.internal.http.GatewayAnswer;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.rules.StrictRules;

/** Checks a request step by step in the gateway's order, and passes it to its endpoint. */
public final class RequestProcessor {
  static final int BODY_LIMIT = 1 << 20;

  private final Router router;
  private final AuthorizationCheck authorization;
  private final GatewayKeys keys;
  private final StrictRules rules;

  public RequestProcessor(
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
