package io.github.wechatpayfeign.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import feign.Feign;
import feign.Request;
import feign.RequestLine;
import feign.Response;
import io.github.wechatpayfeign.api.internal.Json;
import io.github.wechatpayfeign.api.internal.SameAsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerMatchesRequestTest {

  private static final String GATEWAY = "https://api.mch.weixin.qq.com";

  /** Returns the request that a call of an interface sends. */
  private static <T> Request sent(Class<T> api, String baseUrl, Consumer<T> call) {
    List<Request> sent = new ArrayList<>();
    T client =
        Feign.builder()
            .client(
                (request, options) -> {
                  sent.add(request);
                  return Response.builder().status(204).headers(Map.of()).request(request).build();
                })
            .encoder(new WechatPayEncoder())
            .decoder((response, type) -> null)
            .target(api, baseUrl);
    call.accept(client);
    assertThat(sent).hasSize(1);
    return sent.get(0);
  }

  private static Request query(String baseUrl) {
    return sent(TransactionsApi.class, baseUrl, api -> api.query("ORDER|1", "1900000109"));
  }

  private static Transaction order(String json) throws Exception {
    return Json.MAPPER.readValue(json, Transaction.class);
  }

  private static @Nullable String difference(Request request, String json) throws Exception {
    return AnswerMatchesRequest.difference(request, order(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/proxy", "/a/b"})
  void findsTheOrderThatWasAskedForBehindEachPath(String path) throws Exception {
    String right = "{\"out_trade_no\":\"ORDER|1\",\"mchid\":\"1900000109\"}";

    assertThat(difference(query(GATEWAY + path), right)).isNull();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "ORDER|2, 1900000109, out_trade_no",
    "ORDER|1, 1900000110, mchid",
    "order|1, 1900000109, out_trade_no",
    "ORDER%7C1, 1900000109, out_trade_no"
  })
  void namesWhatDiffersAndBothValues(String number, String mchid, String name) throws Exception {
    String difference =
        difference(
            query(GATEWAY), "{\"out_trade_no\":\"" + number + "\",\"mchid\":\"" + mchid + "\"}");

    assertThat(difference)
        .contains(name)
        .contains(name.equals("mchid") ? "1900000109" : "ORDER|1")
        .contains(name.equals("mchid") ? mchid : number);
  }

  @Test
  void takesAMissingNumberForADifference() throws Exception {
    assertThat(difference(query(GATEWAY), "{\"mchid\":\"1900000109\"}")).contains("out_trade_no");
  }

  @Test
  void comparesTheTransactionIdOfAQueryByIt() throws Exception {
    Request request =
        sent(TransactionsApi.class, GATEWAY, api -> api.queryById("4200", "1900000109"));

    assertThat(
            difference(
                request,
                "{\"out_trade_no\":\"X\",\"transaction_id\":\"4200\",\"mchid\":\"1900000109\"}"))
        .isNull();
    assertThat(difference(request, "{\"transaction_id\":\"4201\",\"mchid\":\"1900000109\"}"))
        .contains("transaction_id", "4200", "4201");
  }

  @Test
  void comparesBothMerchantsOfAPartner() throws Exception {
    Request request =
        sent(
            PartnerTransactionsApi.class,
            GATEWAY,
            api -> api.query("ORDER-1", "1900000001", "1900000099"));

    assertThat(
            difference(
                request,
                "{\"out_trade_no\":\"ORDER-1\",\"sp_mchid\":\"1900000001\",\"sub_mchid\":\"1900000099\"}"))
        .isNull();
    assertThat(
            difference(
                request,
                "{\"out_trade_no\":\"ORDER-1\",\"sp_mchid\":\"1900000001\",\"sub_mchid\":\"1900000098\"}"))
        .contains("sub_mchid", "1900000098");
    assertThat(
            difference(
                request,
                "{\"out_trade_no\":\"ORDER-1\",\"sp_mchid\":\"1900000002\",\"sub_mchid\":\"1900000099\"}"))
        .contains("sp_mchid", "1900000002");
  }

  @Test
  void comparesTheNumberOfACombinedOrder() throws Exception {
    Request request = sent(CombineTransactionsApi.class, GATEWAY, api -> api.query("COMBINE-1"));

    assertThat(
            AnswerMatchesRequest.difference(
                request,
                Json.MAPPER.readValue(
                    "{\"combine_out_trade_no\":\"COMBINE-1\"}", CombineTransaction.class)))
        .isNull();
    assertThat(
            AnswerMatchesRequest.difference(
                request,
                Json.MAPPER.readValue(
                    "{\"combine_out_trade_no\":\"COMBINE-2\"}", CombineTransaction.class)))
        .contains("combine_out_trade_no", "COMBINE-1", "COMBINE-2");
  }

  @Test
  void comparesNothingOfAnswersThatItDoesNotKnow() {
    assertThat(AnswerMatchesRequest.difference(query(GATEWAY), "text")).isNull();
  }

  /** An answer that repeats a number of the body, as those to refunds do. */
  record Applied(
      @JsonProperty("out_refund_no") @SameAsRequest String outRefundNo,
      @JsonProperty("reason") String reason) {}

  interface Applications {
    @RequestLine("POST /v3/applications")
    void apply(Applied application);
  }

  @Test
  void comparesTheMarkedMembersOfTheBody() {
    Request request =
        sent(Applications.class, GATEWAY, api -> api.apply(new Applied("REFUND-1", "too small")));

    assertThat(AnswerMatchesRequest.difference(request, new Applied("REFUND-1", "any"))).isNull();
    assertThat(AnswerMatchesRequest.difference(request, new Applied("REFUND-2", "too small")))
        .contains("out_refund_no", "REFUND-1", "REFUND-2");
  }
}
