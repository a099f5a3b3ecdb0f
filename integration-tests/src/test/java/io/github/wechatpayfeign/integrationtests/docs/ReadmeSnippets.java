package io.github.wechatpayfeign.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.errors.FrequencyLimitedException;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.util.ArrayList;
import java.util.List;

/** The README's snippets, word for word, so that they compile and can be run. */
final class ReadmeSnippets {

  private ReadmeSnippets() {}

  static List<String> handling(WechatPay wechatPay) {
    List<String> reports = new ArrayList<>();
    class Caller {
      void closeLater(String outTradeNo) {
        reports.add("later: " + outTradeNo);
      }

      void report(String text) {
        reports.add(text);
      }

      void close() {
        try {
          wechatPay.closeOrder("ORDER-20261123-1");
        } catch (FrequencyLimitedException e) {
          closeLater("ORDER-20261123-1");
        } catch (WechatPayException e) {
          switch (e.outcome()) {
            case REJECTED -> report("not closed, " + e.next().advice() + ": " + e.getMessage());
            case UNKNOWN -> report("perhaps closed, " + e.next().advice() + ": " + e.getMessage());
          }
        }
      }
    }
    new Caller().close();
    return reports;
  }

  static String decisively(WechatPay wechatPay) {
    CloseDecision decision = wechatPay.closeDecisively("ORDER-20261123-1");
    String todo =
        switch (decision.kind()) {
          case CLOSED, ALREADY_CLOSED -> "release the stock";
          case PAID -> "deliver, or refund";
          case REFUNDED -> "see the refund";
          case NOT_FOUND -> "check the number";
          case UNSETTLED -> "keep the stock and ask again";
        };
    return todo;
  }

  static void inYourTests() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      simulator.createOrder("ORDER-20261123-1");
      Merchant merchant =
          Merchant.builder()
              .mchid(simulator.mchid())
              .merchantSerial(simulator.merchantSerial())
              .privateKeyPem(simulator.merchantPrivateKeyPem())
              .wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem())
              .build();
      WechatPay wechatPay = WechatPay.builder(merchant).baseUrl(simulator.baseUrl()).build();

      wechatPay.closeOrder("ORDER-20261123-1");

      assertThat(simulator.state("ORDER-20261123-1")).contains(OrderState.CLOSED);
    }
  }
}
