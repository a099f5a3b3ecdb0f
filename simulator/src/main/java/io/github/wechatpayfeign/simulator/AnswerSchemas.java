package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import io.github.wechatpayfeign.simulator.gateway.Strictness;
import io.github.wechatpayfeign.simulator.internal.admin.FaultJson;
import io.github.wechatpayfeign.simulator.internal.admin.Schema;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.RefundState;

/** The forms of the answers to commands. */
final class AnswerSchemas {
  private static final Schema TEXTS = Schema.list(Schema.TEXT);

  static final Schema CLOCK =
      Schema.object("Clock").with("now", Schema.TIME).with("timestamp", Schema.INTEGER);

  static final Schema ORDER =
      Schema.object("Order")
          .with("mchid", Schema.TEXT)
          .maybe("sub_mchid", Schema.TEXT)
          .with("out_trade_no", Schema.TEXT)
          .with("state", Schema.choice(OrderState.values()))
          .with("trade_state", Schema.TEXT)
          .with("history", history("OrderChange", OrderState.values()))
          .maybe("credential", Schema.TEXT)
          .maybe("time_expire", Schema.TIME)
          .maybe("notify_url", Schema.TEXT)
          .with("refunds", TEXTS)
          .with("refunded", Schema.INTEGER);

  static final Schema TRIED_ORDER = ORDER.named("TriedOrder").with("paid", Schema.FLAG);

  static final Schema ORDERS =
      Schema.object("Orders").with("orders", Schema.list(ORDER)).with("total", Schema.INTEGER);

  static final Schema REFUND =
      Schema.object("Refund")
          .with("out_refund_no", Schema.TEXT)
          .with("state", Schema.choice(RefundState.values()))
          .with("amount", Schema.INTEGER)
          .with("history", history("RefundChange", RefundState.values()))
          .maybe("notify_url", Schema.TEXT);

  static final Schema REFUNDS = Schema.object("Refunds").with("refunds", Schema.list(REFUND));

  static final Schema REQUEST =
      Schema.object("Request")
          .with("sequence", Schema.INTEGER)
          .with("at", Schema.TIME)
          .with("method", Schema.TEXT)
          .with("target", Schema.TEXT)
          .with("headers", Schema.map(TEXTS))
          .with("body", Schema.TEXT)
          .with("accepted", Schema.FLAG)
          .with("status", Schema.INTEGER)
          .with("code", Schema.TEXT)
          .with("message", Schema.TEXT)
          .with("fault", Schema.TEXT)
          .maybe(
              "explanation",
              Schema.object("Explanation")
                  .with("reason", Schema.TEXT)
                  .with("reason_zh", Schema.TEXT)
                  .maybe("expected", Schema.TEXT)
                  .maybe("signed", Schema.TEXT)
                  .maybe("first_difference", Schema.INTEGER));

  static final Schema REQUESTS =
      Schema.object("Requests")
          .with("count", Schema.INTEGER)
          .with("requests", Schema.list(REQUEST));

  static final Schema FAULTS = faults();

  static final Schema SETTINGS =
      Schema.object("Settings")
          .with("base_url", Schema.TEXT)
          .with("mchid", Schema.TEXT)
          .with("appid", Schema.TEXT)
          .with("mode", Schema.choice(GatewayMode.values()))
          .with("strictness", Schema.list(Schema.choice(Strictness.values())));

  static final Schema CERTIFICATE =
      Schema.object("PlatformCertificate").with("serial", Schema.TEXT).with("pem", Schema.TEXT);

  static final Schema KEYS =
      Schema.object("Keys")
          .with("mode", Schema.choice(GatewayMode.values()))
          .maybe("public_key_id", Schema.TEXT)
          .maybe("public_key_pem", Schema.TEXT)
          .with("platform_certificates", Schema.list(CERTIFICATE))
          .maybe("tls_certificate_pem", Schema.TEXT);

  static final Schema MERCHANT =
      Schema.object("Merchant")
          .with("mchid", Schema.TEXT)
          .with("serial", Schema.TEXT)
          .with("private_key_pem", Schema.TEXT)
          .with("certificate_pem", Schema.TEXT)
          .with("api_v3_key", Schema.TEXT);

  static final Schema MERCHANTS =
      Schema.object("Merchants")
          .with(
              "merchants",
              Schema.list(
                  Schema.object("MerchantSummary")
                      .with("mchid", Schema.TEXT)
                      .with("serial", Schema.TEXT)));

  static final Schema DELIVERY =
      Schema.object("Delivery")
          .with("notice_id", Schema.TEXT)
          .with("url", Schema.TEXT)
          .with("attempt", Schema.INTEGER)
          .with("flaw", Schema.TEXT)
          .with("status", Schema.INTEGER)
          .with("body", Schema.TEXT)
          .with("took_millis", Schema.INTEGER)
          .with("failure", Schema.TEXT)
          .with("accepted", Schema.FLAG);

  static final Schema DELIVERIES =
      Schema.object("Deliveries").with("deliveries", Schema.list(DELIVERY));

  static final Schema NOTICE =
      Schema.object("Notice")
          .with("id", Schema.TEXT)
          .with("event_type", Schema.TEXT)
          .with("number", Schema.TEXT)
          .with("url", Schema.TEXT)
          .with("pending", Schema.FLAG)
          .maybe("next_delay_seconds", Schema.INTEGER)
          .with("deliveries", Schema.list(DELIVERY));

  static final Schema NOTICES =
      Schema.object("Notices").with("notices", Schema.list(NOTICE)).with("total", Schema.INTEGER);

  private AnswerSchemas() {}

  private static Schema history(String name, Enum<?>[] states) {
    return Schema.list(
        Schema.object(name)
            .with("sequence", Schema.INTEGER)
            .with("at", Schema.TIME)
            .with("state", Schema.choice(states)));
  }

  private static Schema faults() {
    Schema some = Schema.list(Schema.object("Fault", FaultJson.MEMBERS));
    return Schema.object("WaitingFaults")
        .with("next", some)
        .with("orders", Schema.map(some))
        .with("paths", Schema.map(some));
  }
}
