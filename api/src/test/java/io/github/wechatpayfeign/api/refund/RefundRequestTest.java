package io.github.wechatpayfeign.api.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.wechatpayfeign.api.InvalidOrderNumberException;
import io.github.wechatpayfeign.api.Transaction;
import io.github.wechatpayfeign.api.internal.Json;
import io.github.wechatpayfeign.api.refund.RefundRequest.Account;
import io.github.wechatpayfeign.api.refund.RefundRequest.From;
import io.github.wechatpayfeign.api.refund.RefundRequest.FundsAccount;
import io.github.wechatpayfeign.api.refund.RefundRequest.Goods;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The body of an application: its JSON, and the rules of its values. */
class RefundRequestTest {

  @Test
  void sendsOnlyWhatIsSet() throws Exception {
    assertThat(Json.MAPPER.writeValueAsString(RefundScript.REQUEST))
        .isEqualTo(
            "{\"out_trade_no\":\"ORDER-20261123-1\",\"out_refund_no\":\"REFUND-1\","
                + "\"amount\":{\"refund\":100,\"total\":1000,\"currency\":\"CNY\"}}");
  }

  @Test
  void sendsEveryDocumentedMember() throws Exception {
    RefundRequest request =
        RefundRequest.ofTransaction("4200000000202611230000000001")
            .outRefundNo("R@1")
            .refund(300)
            .total(1000)
            .reason("商品已售完")
            .notifyUrl("https://example.com/refunds")
            .fundsAccount(FundsAccount.UNSETTLED)
            .from(List.of(new From(Account.AVAILABLE, 100), new From(Account.UNAVAILABLE, 200)))
            .goodsDetail(
                List.of(
                    new Goods("G1", "W1", "球鞋", 300, 300, 1), new Goods("G2", null, null, 0, 0, 2)))
            .subMchid("1900000222")
            .build();

    assertThat(Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(request)))
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"sub_mchid":"1900000222","transaction_id":"4200000000202611230000000001",
                "out_refund_no":"R@1","reason":"商品已售完",
                "notify_url":"https://example.com/refunds","funds_account":"UNSETTLED",
                "amount":{"refund":300,"total":1000,"currency":"CNY","from":[
                {"account":"AVAILABLE","amount":100},{"account":"UNAVAILABLE","amount":200}]},
                "goods_detail":[{"merchant_goods_id":"G1","wechatpay_goods_id":"W1",
                "goods_name":"球鞋","unit_price":300,"refund_amount":300,"refund_quantity":1},
                {"merchant_goods_id":"G2","unit_price":0,"refund_amount":0,"refund_quantity":2}]}
                """));
  }

  @Test
  void takesAFullRefundFromAPaidOrder() throws Exception {
    Transaction paid =
        Json.MAPPER.readValue(
            "{\"out_trade_no\":\"ORDER-20261123-1\",\"trade_state\":\"SUCCESS\","
                + "\"sub_mchid\":\"1900000222\",\"amount\":{\"total\":10,\"payer_total\":9}}",
            Transaction.class);

    assertThat(RefundRequest.fullRefundOf(paid).outRefundNo("R").build())
        .isEqualTo(
            RefundRequest.ofOrder("ORDER-20261123-1")
                .outRefundNo("R")
                .refund(10)
                .total(10)
                .subMchid("1900000222")
                .build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"out_trade_no\":\"ORDER-20261123-1\",\"trade_state\":\"NOTPAY\",\"amount\":{\"total\":1}}",
        "{\"out_trade_no\":\"ORDER-20261123-1\",\"trade_state\":\"REFUND\",\"amount\":{\"total\":1}}",
        "{\"out_trade_no\":\"ORDER-20261123-1\",\"trade_state\":\"SUCCESS\",\"amount\":{}}",
        "{\"trade_state\":\"SUCCESS\",\"amount\":{\"total\":1}}"
      })
  void refusesAFullRefundOfAnythingElse(String order) throws Exception {
    Transaction transaction = Json.MAPPER.readValue(order, Transaction.class);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RefundRequest.fullRefundOf(transaction))
        .withMessageStartingWith("A full refund needs a paid order with its number and its total");
  }

  @Test
  void namesWhatIsMissing() {
    assertThatIllegalStateException()
        .isThrownBy(() -> RefundRequest.ofOrder("ORDER-1").refund(1).total(1).build())
        .withMessage("outRefundNo, refund and total must be set before build()");
  }

  @Test
  void namesItsOrderOnce() {
    RefundRequest.Amount amount = new RefundRequest.Amount(1, 1, "CNY", List.of());

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RefundRequest(null, "42", "ORDER-1", "R", null, null, null, amount, List.of()))
        .withMessage("A refund must name its order by either an out_trade_no or a transaction_id");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new RefundRequest(null, null, null, "R", null, null, null, amount, List.of()));
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({"2, 1", "0, 1", "-1, 1", "0, 0"})
  void refusesARefundBelow1OrAboveTheTotal(long refund, long total) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RefundRequest.Amount(refund, total, "CNY", List.of()))
        .withMessage(
            "The amount of a refund must be 1 fen to the total of the order, %d fen, but is %d fen"
                .formatted(total, refund));
  }

  @Test
  void refusesAccountsThatPayAnotherAmount() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new RefundRequest.Amount(3, 3, "CNY", List.of(new From(Account.AVAILABLE, 2))))
        .withMessage("The amounts of the accounts must add up to the refund, 3 fen, but are 2 fen");
  }

  @Test
  void refusesAnotherCurrency() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RefundRequest.Amount(1, 1, "USD", List.of()))
        .withMessage("The currency of a refund must be CNY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/n?order=1",
        "https://example.com/n#1",
        "https://user@example.com/n",
        "ftp://example.com/n",
        "/n",
        "https://exa mple.com"
      })
  void refusesANotifyUrlThatWechatPayWouldNotCall(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RefundRequest.ofOrder("ORDER-1").notifyUrl(url))
        .withMessageStartingWith("The notify_url of a refund must be an http or https URL");
  }

  @Test
  void refusesANotifyUrlOf257Characters() {
    String longest = "https://example.com/" + "n".repeat(236);
    RefundRequest.ofOrder("ORDER-1").notifyUrl(longest);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RefundRequest.ofOrder("ORDER-1").notifyUrl(longest + "n"));
  }

  @Test
  void refusesAReasonOf81Characters() {
    RefundRequest.ofOrder("ORDER-1").reason("退".repeat(80));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RefundRequest.ofOrder("ORDER-1").reason("退".repeat(81)))
        .withMessage("The reason of a refund must be 1 to 80 characters, but has 81");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RefundRequest.ofOrder("ORDER-1").reason(" "));
  }

  @Test
  void refusesGoodsWithoutAnIdOrWithNumbersBelowTheirRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Goods(" ", null, null, 1, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Goods("G", null, null, -1, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Goods("G", null, null, 1, -1, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Goods("G", null, null, 1, 1, 0))
        .withMessage("The refund_quantity must be 1 or more, but is 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "R 1", "R/1", "R.1", "号", "R\n"})
  void refusesOtherRefundNumbers(String number) {
    assertThatExceptionOfType(InvalidOrderNumberException.class)
        .isThrownBy(() -> RefundRequest.ofOrder("ORDER-1").outRefundNo(number));
  }

  @Test
  void refusesARefundNumberOf65Characters() {
    String longest = "0Az_-|*@".repeat(8);
    RefundRequest.ofOrder("ORDER-1").outRefundNo(longest);

    assertThatExceptionOfType(InvalidOrderNumberException.class)
        .isThrownBy(() -> RefundRequest.ofOrder("ORDER-1").outRefundNo(longest + "1"));
  }
}
