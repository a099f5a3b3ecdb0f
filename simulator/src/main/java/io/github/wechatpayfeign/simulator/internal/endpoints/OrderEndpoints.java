package io.github.wechatpayfeign.simulator.internal.endpoints;

import io.github.wechatpayfeign.simulator.internal.http.GatewayAnswer;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.ledger.Ledger;
import io.github.wechatpayfeign.simulator.internal.ledger.Order;
import io.github.wechatpayfeign.simulator.internal.ledger.OrderId;
import io.github.wechatpayfeign.simulator.internal.ledger.Owner;
import io.github.wechatpayfeign.simulator.internal.ledger.Payment;
import io.github.wechatpayfeign.simulator.internal.ledger.TransactionJson;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Queries and closes orders, for merchants or for service providers.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">closing an order</a>
 */
final class OrderEndpoints {
  private static final Pattern TRANSACTION_ID = Pattern.compile("[0-9A-Za-z]{1,32}");
  private static final int MAX_TRANSACTION_ID = 32;

  private final OrderRoutes mode;
  private final Ledger ledger;

  OrderEndpoints(OrderRoutes mode, Ledger ledger) {
    this.mode = mode;
    this.ledger = ledger;
  }

  List<Route> routes() {
    String numbers = mode.root() + "/out-trade-no/[^/]+";
    return List.of(
        new Route("GET", Pattern.compile(numbers), this::query),
        new Route("GET", Pattern.compile(mode.root() + "/id/[^/]+"), this::queryByTransaction),
        new Route("POST", Pattern.compile(numbers + "/close"), this::close));
  }

  private GatewayAnswer query(VerifiedRequest request) throws Refusal {
    String number = number(request);
    Owner owner = mode.owner(Fields.ofQuery(request), request);
    return GatewayAnswer.ok(TransactionJson.of(seen(new OrderId(owner, number))));
  }

  private GatewayAnswer queryByTransaction(VerifiedRequest request) throws Refusal {
    String path = request.received().path();
    String transactionId = path.substring(path.lastIndexOf('/') + 1);
    request.checkNumber(
        transactionId,
        MAX_TRANSACTION_ID,
        "transaction_id",
        "微信支付订单号",
        text -> TRANSACTION_ID.matcher(text).matches());
    Owner owner = mode.owner(Fields.ofQuery(request), request);
    OrderId id = ledger.byTransaction(transactionId);
    if (id == null || !id.owner().equals(owner)) {
      throw Refusal.orderNotExist();
    }
    Order order = seen(id);
    if (!order.state().isPaid()) {
      // The number exists already, but the real gateway shows it only after the payment.
      throw Refusal.orderNotExist();
    }
    return GatewayAnswer.ok(TransactionJson.of(order));
  }

  private Order seen(OrderId id) throws Refusal {
    Payment bill = ledger.bill(id);
    if (bill == null) {
      throw Refusal.orderNotExist();
    }
    refuseCombined(bill);
    return bill.query().get(0);
  }

  private GatewayAnswer close(VerifiedRequest request) throws Refusal {
    String number = number(request);
    Fields fields = Fields.ofCloseBody(request);
    Owner owner = mode.owner(fields, request);
    fields.allowOnlyIfStrict(mode.names());
    Payment bill = ledger.bill(new OrderId(owner, number));
    if (bill == null) {
      return GatewayAnswer.noContent();
    }
    refuseCombined(bill);
    return CloseAnswer.of(bill.close());
  }

  private static String number(VerifiedRequest request) throws Refusal {
    return request.number("out_trade_no", "商户订单号", OrderId::isLegalNumber);
  }

  private static void refuseCombined(Payment bill) throws Refusal {
    if (bill.isCombined()) {
      throw Refusal.invalidRequest("该订单为合单支付的子单，请使用合单接口");
    }
  }
}
