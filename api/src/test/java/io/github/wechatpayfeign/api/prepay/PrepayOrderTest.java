package io.github.wechatpayfeign.api.prepay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.wechatpayfeign.api.InvalidOrderNumberException;
import io.github.wechatpayfeign.api.prepay.SceneInfo.StoreInfo;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An order checks each value that is placed, and is written with the names of APIv3. */
class PrepayOrderTest {

  @Test
  void isWrittenWithoutMembersThatAreNotSet() {
    assertThat(Orders.json(Orders.tea().build()))
        .isEqualTo(
            "{\"description\":\"一杯茶\",\"out_trade_no\":\"ORDER-20261130-1\","
                + "\"notify_url\":\"https://shop.example.com/wechatpay/notices\","
                + "\"amount\":{\"total\":100,\"currency\":\"CNY\"}}");
  }

  @Test
  void isWrittenWithAllOptionalMembers() {
    PrepayOrder order =
        Orders.tea()
            .timeExpire(Instant.parse("2026-11-30T15:59:59.999Z"))
            .attach("table 7")
            .goodsTag("TEA")
            .supportFapiao(true)
            .detail(
                new OrderDetail(
                    120L,
                    "RECEIPT-1",
                    List.of(
                        new OrderDetail.Goods("SKU-1", null, "tea", 1, 120),
                        new OrderDetail.Goods("SKU-2", "1001", null, 2, 0))))
            .sceneInfo(
                new SceneInfo(
                    "203.0.113.7", "DESK-1", new StoreInfo("S-1", "Shop", "440305", "A 1"), null))
            .profitSharing(true)
            .build();

    assertThat(Orders.json(order))
        .isEqualTo(
            "{\"description\":\"一杯茶\",\"out_trade_no\":\"ORDER-20261130-1\","
                + "\"time_expire\":\"2026-11-30T23:59:59+08:00\",\"attach\":\"table 7\","
                + "\"notify_url\":\"https://shop.example.com/wechatpay/notices\","
                + "\"goods_tag\":\"TEA\",\"support_fapiao\":true,"
                + "\"amount\":{\"total\":100,\"currency\":\"CNY\"},"
                + "\"detail\":{\"cost_price\":120,\"invoice_id\":\"RECEIPT-1\",\"goods_detail\":["
                + "{\"merchant_goods_id\":\"SKU-1\",\"goods_name\":\"tea\",\"quantity\":1,"
                + "\"unit_price\":120},"
                + "{\"merchant_goods_id\":\"SKU-2\",\"wechatpay_goods_id\":\"1001\",\"quantity\":2,"
                + "\"unit_price\":0}]},"
                + "\"scene_info\":{\"payer_client_ip\":\"203.0.113.7\",\"device_id\":\"DESK-1\","
                + "\"store_info\":{\"id\":\"S-1\",\"name\":\"Shop\",\"area_code\":\"440305\","
                + "\"address\":\"A 1\"}},"
                + "\"settle_info\":{\"profit_sharing\":true}}");
  }

  @Test
  void namesTheValueThatIsMissing() {
    assertThatIllegalStateException()
        .isThrownBy(() -> PrepayOrder.builder("ORDER-1").total(1).build())
        .withMessage("An order needs description(...)");
    assertThatIllegalStateException()
        .isThrownBy(() -> PrepayOrder.builder("ORDER-1").description("tea").total(1).build())
        .withMessage("An order needs notifyUrl(...)");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                PrepayOrder.builder("ORDER-1")
                    .description("tea")
                    .notifyUrl(Orders.NOTIFY_URL)
                    .build())
        .withMessage("An order needs total(...)");
  }

  @Test
  void countsCharactersAsAReaderDoes() {
    assertThat(Orders.tea().description("茶".repeat(127)).attach("😀".repeat(128)).build().attach())
        .hasSize(256);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Orders.tea().description("茶".repeat(128)))
        .withMessage("The description must be 1 to 127 characters, but is 128 long");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Orders.tea().description(" "))
        .withMessage("The description must be 1 to 127 characters, but is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Orders.tea().attach("😀".repeat(129)))
        .withMessage("The attach must be 1 to 128 characters, but is 129 long");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Orders.tea().goodsTag("t".repeat(33)))
        .withMessageStartingWith("The goods_tag must be 1 to 32 characters");
  }

  @Test
  void hasANumberThatAnOrderCanHave() {
    assertThatExceptionOfType(InvalidOrderNumberException.class)
        .isThrownBy(() -> PrepayOrder.builder("SHORT"))
        .withMessageStartingWith("The out_trade_no must be 6 to 32");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void costsAtLeastOneFen(long total) {
    assertThat(Orders.tea().total(1).build().amount().total()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Orders.tea().total(total))
        .withMessage("The total must be at least 1 fen, but is " + total);
  }

  @Test
  void costsYuan() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PrepayOrder.Amount(1, "USD"))
        .withMessage("The currency must be CNY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example.com",
        "http://127.0.0.1:8080/notices",
        "HTTPS://shop.example.com/a/b",
        "https://[2001:db8::1]/notices"
      })
  void takesAnAbsoluteNotifyUrl(String url) {
    assertThat(Orders.tea().notifyUrl(url).build().notifyUrl()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/notices",
        "shop.example.com/notices",
        "ftp://shop.example.com/notices",
        "https:///notices",
        "https://user:secret@shop.example.com/notices",
        "https://shop.example.com/a b",
        "https://shop.example.com/notices?secret",
        "https://shop.example.com/notices?",
        "https://shop.example.com/notices#secret"
      })
  void refusesAnyOtherNotifyUrlWithoutShowingIt(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Orders.tea().notifyUrl(url))
        .withMessageStartingWith("The notify_url must be an absolute http or https URL")
        .satisfies(thrown -> assertThat(thrown).hasMessageNotContaining("secret"));
  }

  @Test
  void takesANotifyUrlOf255Characters() {
    String url = "https://shop.example.com/" + "n".repeat(230);

    assertThat(Orders.tea().notifyUrl(url).build().notifyUrl()).hasSize(255);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Orders.tea().notifyUrl(url + "n"))
        .withMessageEndingWith("but has 256 characters");
  }

  @Test
  void showsNothingThatMayTellOfTheBuyer() {
    PrepayOrder order =
        Orders.tea()
            .attach("13800000000")
            .sceneInfo(new SceneInfo("203.0.113.7", "DESK-1", null, null))
            .build();

    assertThat(order)
        .hasToString(
            "PrepayOrder[ORDER-20261130-1, Amount[total=100, currency=CNY], timeExpire=null]");
    assertThat(order.sceneInfo())
        .hasToString(
            "SceneInfo[payerClientIp=(hidden), deviceId=DESK-1, storeInfo=null, h5Info=null]");
  }

  @Test
  void isEqualToAnOrderWithTheSameValues() {
    Instant timeExpire = Instant.parse("2026-11-30T16:00:00.001Z");

    assertThat(Orders.tea().timeExpire(timeExpire).build())
        .isEqualTo(Orders.tea().timeExpire(Instant.parse("2026-11-30T16:00:00Z")).build())
        .isNotEqualTo(Orders.tea().build());
  }

  @Test
  void refusesGoodsThatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OrderDetail.Goods("SKU-1", null, null, 0, 1))
        .withMessage("The quantity must be at least 1, but is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OrderDetail.Goods("SKU-1", null, null, 1, -1))
        .withMessage("The unit_price must be 0 or more, but is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OrderDetail(-1L, null, null))
        .withMessage("The cost_price must be 0 or more, but is -1");
    assertThat(Orders.json(new OrderDetail(null, null, null))).isEqualTo("{}");
  }
}
