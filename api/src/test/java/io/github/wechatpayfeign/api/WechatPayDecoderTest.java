package io.github.wechatpayfeign.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feign.Feign;
import feign.Param;
import feign.RequestLine;
import feign.Response;
import feign.TypedResponse;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.UnusableAnswerException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer with a correct signature becomes a value, or is refused as unusable. */
class WechatPayDecoderTest {

  private static final String ORDER =
      "{\"out_trade_no\":\"ORDER|1\",\"transaction_id\":\"4200\",\"mchid\":\"1900000109\"}";

  /** Methods that a user may declare besides those of this module. */
  interface OwnApi {
    record CodeUrl(String code_url) {}

    @RequestLine("GET /v3/list")
    List<String> list();

    @RequestLine("GET /v3/optional")
    Optional<CodeUrl> optional();

    @RequestLine("GET /v3/code")
    CodeUrl codeUrl();

    @RequestLine("GET /v3/nothing")
    TypedResponse<Void> nothing();

    @RequestLine("GET /v3/orders/{no}")
    Transaction order(@Param("no") String number);
  }

  private int status = 200;
  private String body = ORDER;
  private String base = "https://api.mch.weixin.qq.com";

  @Test
  void returnsTheRequestedOrder() {
    assertThat(transactions().query("ORDER|1", "1900000109").transactionId()).isEqualTo("4200");
    assertThat(transactions().queryById("4200", "1900000109").outTradeNo()).isEqualTo("ORDER|1");
  }

  @Test
  void returnsTheRequestedOrderIfTheBaseUrlHasAPath() {
    base = "https://proxy.example/id/out-trade-no";

    assertThat(transactions().query("ORDER|1", "1900000109").transactionId()).isEqualTo("4200");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "null",
        "[]",
        "\"text\"",
        "1",
        "<html><body>502</body></html>",
        "{\"out_trade_no\":",
        "{\"trade_state\":[]}",
        "{} trailing",
        ""
      })
  void refusesABodyThatIsNotAnOrder(String noOrder) {
    body = noOrder;

    UnusableAnswerException thrown = refused(() -> transactions().query("ORDER|1", "1900000109"));

    assertThat(thrown.status()).isEqualTo(200);
    assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(thrown).hasMessageStartingWith("HTTP 200 not usable: the body is");
    assertThat(thrown.contentUTF8()).isEqualTo(noOrder);
    assertThat(thrown.hasRequest()).isFalse();
  }

  @Test
  void refusesA204InsteadOfAnOrder() {
    status = 204;
    body = "";

    assertThat(refused(() -> transactions().query("ORDER|1", "1900000109")))
        .hasMessageStartingWith("HTTP 204 not usable: the body is empty");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"mchid\":\"1900000109\"}; out_trade_no ORDER|1",
        "{\"out_trade_no\":[],\"mchid\":\"1900000109\"}; out_trade_no ORDER|1",
        "{\"out_trade_no\":\"ORDER|2\",\"mchid\":\"1900000109\"}; out_trade_no ORDER|1",
        "{\"out_trade_no\":\"order|1\",\"mchid\":\"1900000109\"}; out_trade_no ORDER|1",
        "{\"out_trade_no\":\"ORDER|1\"}; mchid 1900000109",
        "{\"out_trade_no\":\"ORDER|1\",\"mchid\":\"1900000110\"}; mchid 1900000109"
      })
  void refusesAnOrderThatWasNotRequested(String otherOrder, String asked) {
    body = otherOrder;

    assertThat(refused(() -> transactions().query("ORDER|1", "1900000109")))
        .hasMessageContaining("the request was for the " + asked + ", but the answer is about ");
  }

  @Test
  void refusesATransactionThatWasNotRequested() {
    assertThat(refused(() -> transactions().queryById("4201", "1900000109")))
        .hasMessageContaining(
            "the request was for the transaction_id 4201, but the answer is about 4200");
  }

  @Test
  void refusesTheOrderOfAnotherSubMerchant() {
    PartnerTransactionsApi api = api(PartnerTransactionsApi.class);
    body = "{\"out_trade_no\":\"ORDER-1\",\"sp_mchid\":\"1\",\"sub_mchid\":\"2\"}";

    assertThat(api.query("ORDER-1", "1", "2").subMchid()).isEqualTo("2");
    assertThat(refused(() -> api.query("ORDER-1", "1", "3")))
        .hasMessageContaining("the request was for the sub_mchid 3, but the answer is about 2");
    assertThat(refused(() -> api.query("ORDER-1", "3", "2")))
        .hasMessageContaining("the request was for the sp_mchid 3, but the answer is about 1");
  }

  @Test
  void refusesACombinedOrderThatWasNotRequested() {
    CombineTransactionsApi api = api(CombineTransactionsApi.class);
    body = "{\"combine_out_trade_no\":\"P1\",\"sub_orders\":[]}";

    assertThat(api.query("P1").subOrders()).isEmpty();
    assertThat(refused(() -> api.query("P2")))
        .hasMessageContaining(
            "the request was for the combine_out_trade_no P2, but the answer is about P1");
  }

  @Test
  void comparesOnlyParametersWithTheNamesOfApiv3() {
    assertThat(api(OwnApi.class).order("7").outTradeNo()).isEqualTo("ORDER|1");
  }

  @Test
  void readsUtf8WhateverCharsetTheAnswerClaims() {
    body = "{\"code_url\":\"单品惠\"}";

    assertThat(api(OwnApi.class).codeUrl().code_url()).isEqualTo("单品惠");
  }

  @Test
  void returnsAnEmptyListOrOptionalForA204() {
    status = 204;
    body = "";

    assertThat(api(OwnApi.class).list()).isEmpty();
    assertThat(api(OwnApi.class).optional()).isEmpty();
    assertThat(api(OwnApi.class).nothing().body()).isNull();
    refused(() -> api(OwnApi.class).codeUrl());
  }

  @Test
  void refusesAnEmpty200InsteadOfAnEmptyList() {
    body = "";

    refused(() -> api(OwnApi.class).list());
  }

  @Test
  void returnsFeignsEmptyValueForADismissed404() {
    status = 404;
    body = "{\"code\":\"ORDER_NOT_EXIST\"}";

    OwnApi api = builder().dismiss404().target(OwnApi.class, base);

    assertThat(api.list()).isEmpty();
    assertThat(api.codeUrl()).isNull();
  }

  private static UnusableAnswerException refused(ThrowingCallable call) {
    return assertThatExceptionOfType(UnusableAnswerException.class).isThrownBy(call).actual();
  }

  private TransactionsApi transactions() {
    return api(TransactionsApi.class);
  }

  private <T> T api(Class<T> type) {
    return builder().target(type, base);
  }

  private Feign.Builder builder() {
    return Feign.builder()
        .decoder(new WechatPayDecoder())
        .client(
            (request, options) -> {
              Response.Builder answer =
                  Response.builder()
                      .status(status)
                      .headers(
                          Map.of("Content-Type", List.of("application/json; charset=nonsense")))
                      .request(request);
              // The HTTP client returns null for a body without length.
              return body.isEmpty() ? answer.build() : answer.body(body, UTF_8).build();
            });
  }
}
