package io.github.wechatpayfeign.simulator.internal.endpoints;

import io.github.wechatpayfeign.simulator.internal.crypto.RandomText;
import io.github.wechatpayfeign.simulator.internal.http.GatewayAnswer;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.ledger.Ledger;
import io.github.wechatpayfeign.simulator.internal.ledger.Payment;
import io.github.wechatpayfeign.simulator.internal.ledger.PrepayCombine;
import io.github.wechatpayfeign.simulator.internal.ledger.PrepayKind;
import io.github.wechatpayfeign.simulator.internal.ledger.PrepayOrder;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Places orders and combines, which a user can then pay. */
final class PrepayEndpoints {
  private final Ledger ledger;
  private final PrepayCredentials credentials;

  PrepayEndpoints(Ledger ledger, RandomText random) {
    this.ledger = ledger;
    credentials = new PrepayCredentials(random);
  }

  List<Route> routes() {
    return Stream.of(PrepayKind.values()).flatMap(this::routes).toList();
  }

  private Stream<Route> routes(PrepayKind kind) {
    PrepayForm direct = new PrepayForm(OrderRoutes.DIRECT, kind);
    PrepayForm partner = new PrepayForm(OrderRoutes.PARTNER, kind);
    PrepayCombineForm combine = new PrepayCombineForm(kind);
    return Stream.of(
        route(OrderRoutes.DIRECT.root(), kind, request -> place(direct, request)),
        route(OrderRoutes.PARTNER.root(), kind, request -> place(partner, request)),
        route("/v3/combine-transactions", kind, request -> place(combine, request)));
  }

  private static Route route(String root, PrepayKind kind, Endpoint endpoint) {
    return new Route("POST", Pattern.compile(root + "/" + kind.path()), endpoint);
  }

  private GatewayAnswer place(PrepayForm form, VerifiedRequest request) throws Refusal {
    PrepayOrder order = form.read(request, ledger.now());
    return answer(ledger.place(order), order.placement().kind());
  }

  private GatewayAnswer place(PrepayCombineForm form, VerifiedRequest request) throws Refusal {
    PrepayCombine combine = form.read(request, ledger.now());
    return answer(ledger.place(combine), combine.placement().kind());
  }

  private GatewayAnswer answer(Payment bill, PrepayKind kind) {
    String credential = credentials.next(kind, ledger.now());
    bill.issue(credential);
    return GatewayAnswer.ok(Map.of(PrepayCredentials.nameOf(kind), credential));
  }
}
