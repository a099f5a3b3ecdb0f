package io.github.wechatpayfeign.integrationtests.prepay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.prepay.CombineOrder;
import io.github.wechatpayfeign.api.prepay.CombineSubOrder;
import io.github.wechatpayfeign.api.prepay.PrepayOrder;
import io.github.wechatpayfeign.api.prepay.PrepayOrderBuilder;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.integrationtests.support.WireRequest;

/** A server that answers every prepay, and the orders that are placed there. */
final class PrepayGateway {

  static final String APPID = "wx8888888888888888";
  static final String SUB_APPID = "wx9999999999999999";
  static final String SUB_MCHID = "1900007001";
  static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";
  static final String IP = "203.0.113.7";
  static final String PREPAY_ID = "wx201410272009395522657a690389285100";
  static final String H5_URL =
      "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=" + PREPAY_ID + "&package=1";
  static final String CODE_URL = "weixin://wxpay/bizpayurl?pr=p4lpSuKzz";

  /** What {@link #tea} becomes in a body. */
  static final String TEA =
      "\"description\":\"一杯茶\",\"out_trade_no\":\"ORDER-20261130-1\","
          + "\"notify_url\":\"https://shop.example.com/notices\","
          + "\"amount\":{\"total\":100,\"currency\":\"CNY\"}";

  static final String H5_SCENE =
      ",\"scene_info\":{\"payer_client_ip\":\"203.0.113.7\",\"h5_info\":{\"type\":\"Wap\"}}";

  private PrepayGateway() {}

  static RawServer start() {
    return RawServer.start((request, out) -> out.write(answerTo(request)));
  }

  static byte[] answerTo(WireRequest request) {
    String target = request.target();
    String kind = target.substring(target.lastIndexOf('/') + 1);
    String answer =
        switch (kind) {
          case "jsapi", "app" -> "{\"prepay_id\":\"" + PREPAY_ID + "\"}";
          case "h5" -> "{\"h5_url\":\"" + H5_URL + "\"}";
          case "native" -> "{\"code_url\":\"" + CODE_URL + "\"}";
          default -> throw new AssertionError("no prepay: " + target);
        };
    return TestGateway.signedAnswer(200, answer);
  }

  static PrepayOrderBuilder tea() {
    return PrepayOrder.builder("ORDER-20261130-1")
        .description("一杯茶")
        .total(100)
        .notifyUrl("https://shop.example.com/notices");
  }

  static CombineOrder teaAndCake() {
    return CombineOrder.builder("COMBINE-20261130-1")
        .subOrder(new CombineSubOrder(TestGateway.MCHID, "ORDER-20261130-1", "t", "一杯茶", 100))
        .subOrder(new CombineSubOrder("1900000222", "ORDER-20261130-2", "c", "蛋糕", 250))
        .notifyUrl("https://shop.example.com/notices")
        .build();
  }

  /** Asserts what the last request was, and that its signature covers exactly that. */
  static void assertPlaced(RawServer server, String target, String body) {
    WireRequest request = server.requests().get(server.requests().size() - 1);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target()).isEqualTo(target);
    assertThat(request.body()).isEqualTo(body);
    request.assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
  }
}
