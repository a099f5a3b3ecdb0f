package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.internal.crypto.RandomText;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Places an order that the user pays by scanning a code. Like the real gateway, it ignores members
 * of the body that it does not know, because there are many optional ones.
 */
final class NativePrepay {
  private static final Pattern PATH = Pattern.compile("/v3/pay/transactions/native");
  private static final Pattern URL = Pattern.compile("https?://\\S{1,240}");

  private final Ledger ledger;
  private final RandomText random;

  NativePrepay(Ledger ledger, RandomText random) {
    this.ledger = ledger;
    this.random = random;
  }

  List<Route> routes() {
    return List.of(new Route("POST", PATH, this::place));
  }

  private GatewayAnswer place(VerifiedRequest request) throws Refusal {
    Fields fields = Fields.ofBody(request);
    String appid = fields.text("appid", "公众账号ID", OrderTerms::isLegalAppid);
    Owner owner = OrderRoutes.DIRECT.owner(fields, request);
    fields.text("description", "商品描述", text -> isWithin(127, text));
    String number = fields.text("out_trade_no", "商户订单号", OrderId::isLegalNumber);
    fields.text("notify_url", "通知地址", url -> URL.matcher(url).matches());
    String attach = fields.optionalText("attach", "附加数据", text -> isWithin(128, text)).orElse("");
    Fields amount = fields.object("amount", "订单金额");
    long total = amount.positive("total", "总金额");
    amount.optionalText("currency", "货币类型", "CNY"::equals);
    if (!ledger.create(new OrderId(owner, number), OrderTerms.nativePay(appid, total, attach))) {
      throw Refusal.of(403, "OUT_TRADE_NO_USED", "商户订单号重复");
    }
    return GatewayAnswer.ok(
        Map.of("code_url", "weixin://wxpay/bizpayurl?pr=" + random.upperHex(9)));
  }

  private static boolean isWithin(int length, String text) {
    return !text.isEmpty() && text.length() <= length;
  }
}
