package io.github.wechatpayfeign.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feign.Feign;
import feign.Response;
import io.github.wechatpayfeign.api.internal.Json;
import io.github.wechatpayfeign.api.internal.Lenient;
import io.github.wechatpayfeign.api.internal.Strict;
import io.github.wechatpayfeign.errors.UnusableAnswerException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every member of an answer in every odd shape: only members that decide make it unusable. */
class OddMembersTest {

  private static final String ORDER =
      """
      {
        "appid": "wx1", "mchid": "1900000109", "sp_appid": "wx2", "sp_mchid": "1900000110",
        "sub_appid": "wx3", "sub_mchid": "1900000111", "out_trade_no": "ORDER-1",
        "transaction_id": "4200", "trade_type": "JSAPI", "trade_state": "SUCCESS",
        "trade_state_desc": "支付成功", "bank_type": "CMC", "attach": "a",
        "success_time": "2018-06-08T10:34:56+08:00",
        "payer": {"openid": "o1", "sp_openid": "o2", "sub_openid": "o3"},
        "amount": {"total": 100, "payer_total": 90, "currency": "CNY", "payer_currency": "CNY"},
        "scene_info": {"device_id": "d1"},
        "promotion_detail": [
          {
            "coupon_id": "c1", "name": "n", "scope": "SINGLE", "type": "CASH", "amount": 10,
            "stock_id": "s1", "wechatpay_contribute": 7, "merchant_contribute": 2,
            "other_contribute": 1, "currency": "CNY",
            "goods_detail": [
              {"goods_id": "g1", "quantity": 1, "unit_price": 100, "discount_amount": 10,
               "goods_remark": "r"}
            ]
          }
        ]
      }
      """;

  private static final String COMBINED =
      """
      {
        "combine_appid": "wx1", "combine_mchid": "1900000109", "combine_out_trade_no": "P-1",
        "scene_info": {"device_id": "d1"}, "combine_payer_info": {"openid": "o1"},
        "sub_orders": [%s]
      }
      """
          .formatted(ORDER);

  /** Values that a member may have instead of the documented ones. */
  private static final List<String> SHAPES =
      List.of(
          "\"\"",
          "\"odd-value\"",
          "\"2018-06-08 10:34:56\"",
          "\"1\"",
          "5",
          "1.5",
          "1e400",
          "9223372036854775808",
          "true",
          "[]",
          "[null]",
          "[\"odd-value\"]",
          "[5]",
          "[[]]",
          "[{\"odd\":[{}]},null]",
          "{}",
          "{\"odd\":[{\"odd-value\":null}]}",
          "{\"openid\":[null]}");

  private final List<String> log = new ArrayList<>();
  private final Logger logger = Logger.getLogger(Transaction.class.getName());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          log.add(record.getLevel() + " " + new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.setLevel(Level.FINE);
    logger.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(handler);
    logger.setLevel(null);
  }

  static Stream<Arguments> lenientOfAnOrder() {
    return oddMembers(ORDER, path -> !path.startsWith("/amount") || path.endsWith("currency"));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("lenientOfAnOrder")
  void readsAPaidOrderWithoutItsOddMember(String path, String shape) throws Exception {
    Transaction read = Json.MAPPER.readValue(with(ORDER, path, shape), Transaction.class);

    assertThat(read.tradeState()).isEqualTo(TradeState.SUCCESS);
    assertThat(read).isEqualTo(Json.MAPPER.readValue(without(ORDER, path), Transaction.class));
    assertLogged(path, shape);
  }

  static Stream<Arguments> lenientOfACombinedOrder() {
    return oddMembers(COMBINED, path -> !path.startsWith("/sub_orders"));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("lenientOfACombinedOrder")
  void readsACombinedOrderWithoutItsOddMember(String path, String shape) throws Exception {
    CombineTransaction read =
        Json.MAPPER.readValue(with(COMBINED, path, shape), CombineTransaction.class);

    assertThat(read.subOrders()).hasSize(1);
    assertThat(read)
        .isEqualTo(Json.MAPPER.readValue(without(COMBINED, path), CombineTransaction.class));
    assertLogged(path, shape);
  }

  /** The gateway writes an empty text for a member that does not apply. */
  private void assertLogged(String path, String shape) {
    String member = path.substring(path.lastIndexOf('/') + 1);
    boolean usual = shape.equals("\"\"");
    assertThat(log).hasSize(usual ? 0 : 1);
    assertThat(log)
        .allMatch(line -> line.startsWith("FINE The member " + member + " of a "))
        .noneMatch(line -> line.contains("odd-value"));
  }

  static Stream<Arguments> strict() {
    return Stream.of("/trade_state", "/amount", "/amount/total", "/amount/payer_total")
        .flatMap(
            path ->
                SHAPES.stream()
                    .filter(shape -> !fits(path, shape) && !shape.equals("\"\""))
                    .filter(shape -> !path.equals("/trade_state") || shape.matches("[\\[{].*"))
                    .map(shape -> arguments(path, shape)));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("strict")
  void refusesAnOrderWhoseStateOrAmountIsOdd(String path, String shape) {
    assertThatExceptionOfType(JsonProcessingException.class)
        .isThrownBy(() -> Json.MAPPER.readValue(with(ORDER, path, shape), Transaction.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"success\"", "\" SUCCESS\"", "\"ACCEPT\"", "5", "1.5", "true"})
  void readsAnyOtherTradeStateAsUnknown(String shape) throws Exception {
    Transaction read = Json.MAPPER.readValue(with(ORDER, "/trade_state", shape), Transaction.class);

    assertThat(read.tradeState()).isEqualTo(TradeState.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"total_amount", "payer_amount"})
  void refusesASubOrderWhoseAmountIsOdd(String name) {
    for (String shape : List.of("\"1\"", "1.5", "[]", "{}", "true", "9223372036854775808")) {
      assertThatExceptionOfType(JsonProcessingException.class)
          .isThrownBy(
              () ->
                  Json.MAPPER.readValue(
                      "{\"sub_orders\":[{\"amount\":{\"" + name + "\":" + shape + "}}]}",
                      CombineTransaction.class));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "\"\"",
        "5",
        "true",
        "[null]",
        "[5]",
        "[[]]",
        "[\"\"]",
        "[{\"trade_state\":{}}]"
      })
  void refusesSubOrdersThatAreOdd(String shape) {
    assertThatExceptionOfType(JsonProcessingException.class)
        .isThrownBy(
            () ->
                Json.MAPPER.readValue("{\"sub_orders\":" + shape + "}", CombineTransaction.class));
  }

  static Stream<Arguments> asked() {
    return Stream.of("out_trade_no", "transaction_id", "mchid", "sp_mchid", "sub_mchid")
        .flatMap(name -> SHAPES.stream().map(shape -> arguments(name, shape)));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("asked")
  void refusesAnOrderIfTheRequestedNumberIsOdd(String name, String shape) throws Exception {
    String body = with(ORDER, "/" + name, shape);

    assertThatExceptionOfType(UnusableAnswerException.class)
        .isThrownBy(
            () -> {
              switch (name) {
                case "out_trade_no", "mchid" ->
                    api(TransactionsApi.class, body).query("ORDER-1", "1900000109");
                case "transaction_id" ->
                    api(TransactionsApi.class, body).queryById("4200", "1900000109");
                default ->
                    api(PartnerTransactionsApi.class, body)
                        .query("ORDER-1", "1900000110", "1900000111");
              }
            })
        .withMessageContaining("the request was for the " + name + " ");
  }

  @Test
  void readsEmptyNumbersOfAnUnpaidOrderAsNull() throws Exception {
    Transaction read =
        Json.MAPPER.readValue(
            "{\"trade_state\":\"NOTPAY\",\"transaction_id\":\"\",\"success_time\":\"\","
                + "\"payer\":\"\",\"amount\":\"\",\"promotion_detail\":\"\",\"attach\":\"\"}",
            Transaction.class);

    assertThat(read)
        .isEqualTo(Json.MAPPER.readValue("{\"trade_state\":\"NOTPAY\"}", Transaction.class));
    assertThat(read.transactionId()).isNull();
  }

  @Test
  void coversEveryMember() {
    Set<String> unmarked = new TreeSet<>();
    Set<String> known = new TreeSet<>();
    for (Class<?> type :
        List.of(
            Transaction.class,
            Transaction.Payer.class,
            Transaction.Amount.class,
            Transaction.SceneInfo.class,
            Transaction.Promotion.class,
            Transaction.Goods.class,
            CombineTransaction.class)) {
      for (RecordComponent component : type.getRecordComponents()) {
        known.add(component.getAccessor().getAnnotation(JsonProperty.class).value());
        if (!component.getAccessor().isAnnotationPresent(Lenient.class)
            && !component.getAccessor().isAnnotationPresent(Strict.class)) {
          unmarked.add(component.getAccessor().getAnnotation(JsonProperty.class).value());
        }
      }
    }

    assertThat(unmarked).containsExactly("sub_orders", "trade_state");
    assertThat(known)
        .isEqualTo(
            paths(COMBINED).stream()
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Stream<Arguments> oddMembers(String json, Predicate<String> which) {
    return paths(json).stream()
        .filter(path -> which.test(path) && !path.equals("/trade_state"))
        .flatMap(
            path ->
                SHAPES.stream()
                    .filter(shape -> !fits(path, shape))
                    .map(shape -> arguments(path, shape)));
  }

  /** Returns whether the shape is documented for the member. */
  private static boolean fits(String path, String shape) {
    JsonNode usual = tree(COMBINED).at(path);
    usual = usual.isMissingNode() ? tree(ORDER).at(path) : usual;
    if (path.endsWith("success_time")) {
      return false;
    }
    return (usual.isTextual() && shape.startsWith("\"") && !shape.equals("\"\""))
        || (usual.isNumber() && shape.equals("5"))
        || (usual.isObject() && shape.startsWith("{"))
        || (usual.isArray() && shape.equals("[]"));
  }

  private static List<String> paths(String json) {
    List<String> paths = new ArrayList<>();
    collect(tree(json), "", paths);
    return paths;
  }

  private static void collect(JsonNode node, String path, List<String> paths) {
    if (node.isArray()) {
      collect(node.get(0), path + "/0", paths);
    }
    node.properties()
        .forEach(
            member -> {
              paths.add(path + "/" + member.getKey());
              collect(member.getValue(), path + "/" + member.getKey(), paths);
            });
  }

  private static String with(String json, String path, String shape) {
    JsonNode tree = tree(json);
    JsonPointer pointer = JsonPointer.compile(path);
    ObjectNode parent = (ObjectNode) tree.at(pointer.head());
    // The shape is inserted as text, because a JSON tree would change the number 1e400.
    parent.put(pointer.last().getMatchingProperty(), "<here>");
    return tree.toString().replace("\"<here>\"", shape);
  }

  private static String without(String json, String path) {
    JsonNode tree = tree(json);
    JsonPointer pointer = JsonPointer.compile(path);
    JsonNode parent = tree.at(pointer.head());
    assertThat(parent).isNotInstanceOf(ArrayNode.class);
    ((ObjectNode) parent).remove(pointer.last().getMatchingProperty());
    return tree.toString();
  }

  private static JsonNode tree(String json) {
    try {
      return Json.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static <T> T api(Class<T> type, String body) {
    return Feign.builder()
        .decoder(new WechatPayDecoder())
        .client(
            (request, options) ->
                Response.builder()
                    .status(200)
                    .headers(Map.of())
                    .request(request)
                    .body(body, UTF_8)
                    .build())
        .target(type, "https://api.mch.weixin.qq.com");
  }
}
