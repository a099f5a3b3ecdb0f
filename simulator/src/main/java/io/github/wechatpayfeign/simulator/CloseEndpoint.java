package io.github.wechatpayfeign.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * Closes an order.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">closing an order</a>
 */
final class CloseEndpoint implements Endpoint {
  static final Pattern PATH = Pattern.compile("/v3/pay/transactions/out-trade-no/[^/]+/close");

  private final String mchid;
  private final OrderBook orders;

  CloseEndpoint(String mchid, OrderBook orders) {
    this.mchid = mchid;
    this.orders = orders;
  }

  @Override
  public Answer handle(ReceivedRequest request) throws Refusal {
    String outTradeNo = request.outTradeNo().orElseThrow();
    if (!OrderBook.isLegal(outTradeNo)) {
      throw Refusal.paramError(
          "输入源“/uri_template/out_trade_no”映射到字段“商户订单号”字符串规则校验失败", "uri_template", outTradeNo);
    }
    checkBody(JsonBody.of(request));
    if (orders.close(outTradeNo) == OrderState.PAID) {
      throw Refusal.of(400, "ORDER_PAID", "订单已支付,不能发起关单,请当作已支付的正常交易");
    }
    return Answer.noContent();
  }

  private void checkBody(ObjectNode body) throws Refusal {
    JsonNode member = body.get("mchid");
    if (member == null) {
      // The real gateway says this word for word, misplaced location included.
      throw Refusal.paramError(
          "输入源“/uri_template/mchid”映射到字段“直连商户号”必填性规则校验失败，此字段为必填项", "uri_template", "");
    }
    if (!member.isTextual() || !Merchant.isLegalMchid(member.textValue())) {
      throw Refusal.paramError("输入源“/body/mchid”映射到字段“直连商户号”字符串规则校验失败", "body", member.asText());
    }
    // The real gateway ignores members that it does not know. Here they are refused, because the
    // page of this endpoint knows of none, and a client that sends one has gone wrong.
    if (body.size() > 1) {
      throw Refusal.paramError("请求包体只允许包含mchid", "body", "");
    }
    if (!member.textValue().equals(mchid)) {
      throw Refusal.of(400, "MCH_NOT_EXISTS", "商户号不存在");
    }
  }
}
