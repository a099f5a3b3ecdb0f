package io.github.wechatpayfeign.simulator.internal.endpoints;

import io.github.wechatpayfeign.simulator.internal.crypto.RandomText;
import io.github.wechatpayfeign.simulator.internal.ledger.Ledger;
import java.util.List;
import java.util.stream.Stream;

/** The endpoints of the gateway. */
public final class Routes {
  private Routes() {}

  public static List<Route> of(
      Ledger ledger, CertificatesEndpoint certificates, RandomText random) {
    return Stream.of(
            new OrderEndpoints(OrderRoutes.DIRECT, ledger).routes(),
            new OrderEndpoints(OrderRoutes.PARTNER, ledger).routes(),
            new CombineEndpoints(ledger).routes(),
            new RefundEndpoints(ledger).routes(),
            new PrepayEndpoints(ledger, random).routes(),
            List.of(new Route("GET", CertificatesEndpoint.PATH, certificates)))
        .flatMap(List::stream)
        .toList();
  }
}
