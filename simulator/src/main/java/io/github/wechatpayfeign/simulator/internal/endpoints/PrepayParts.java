package io.github.wechatpayfeign.simulator.internal.endpoints;

import io.github.wechatpayfeign.simulator.gateway.Strictness;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.ledger.PrepayKind;
import io.github.wechatpayfeign.simulator.internal.rules.StrictRules;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the parts that the bodies of all prepays have, each with its known members only. */
final class PrepayParts {
  private static final Pattern OPENID = Pattern.compile("[0-9A-Za-z_-]{1,128}");
  private static final Pattern IP = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  /** The pages of these endpoints forbid a query in the URL. */
  private static final Pattern URL = Pattern.compile("https?://[^\\s?]{1,247}");

  /** The form of the pages, which is seconds and an offset, and possibly a fraction. */
  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(90);
  private static final int MAX_GOODS = 6000;

  private PrepayParts() {}

  static boolean isWithin(int length, String text) {
    return !text.isEmpty() && text.length() <= length;
  }

  static boolean isOpenid(String text) {
    return OPENID.matcher(text).matches();
  }

  static String notifyUrl(Fields fields) throws Refusal {
    return fields.text("notify_url", "通知地址", url -> URL.matcher(url).matches());
  }

  /** Returns the last moment to pay; one that is too near or too far is moved without a word. */
  static Optional<Instant> timeExpire(Fields fields, Instant now) throws Refusal {
    Optional<String> text = fields.optionalText("time_expire", "交易结束时间", PrepayParts::isTime);
    fields
        .rules()
        .require(
            Strictness.WHOLE_SECONDS,
            text.isEmpty() || text.get().indexOf('.') < 0,
            StrictRules.refusal(
                400,
                "PARAM_ERROR",
                "输入源“/body/time_expire”映射到字段“交易结束时间”字符串规则校验失败",
                Map.of("location", "body", "value", text.orElse(""))));
    return text.map(value -> OffsetDateTime.parse(value).toInstant())
        .map(time -> time.isBefore(now.plus(SHORTEST)) ? now.plus(SHORTEST) : time)
        .map(time -> time.isAfter(now.plus(LONGEST)) ? now.plus(LONGEST) : time);
  }

  private static boolean isTime(String text) {
    try {
      return TIME.matcher(text).matches() && OffsetDateTime.parse(text).getYear() > 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  static void checkSettle(Fields fields) throws Refusal {
    Optional<Fields> settle = fields.optionalObject("settle_info", "结算信息");
    if (settle.isPresent()) {
      settle.get().optionalFlag("profit_sharing", "分账标识");
      settle.get().allowOnly(List.of("profit_sharing"));
    }
  }

  static void checkDetail(Fields fields) throws Refusal {
    Optional<Fields> detail = fields.optionalObject("detail", "优惠功能");
    if (detail.isEmpty()) {
      return;
    }
    detail.get().optionalPositive("cost_price", "订单原价");
    detail.get().optionalText("invoice_id", "商品小票ID", text -> isWithin(32, text));
    for (Fields goods : detail.get().optionalObjects("goods_detail", "单品列表", MAX_GOODS)) {
      goods.text("merchant_goods_id", "商户侧商品编码", text -> isWithin(32, text));
      goods.optionalText("wechatpay_goods_id", "微信支付商品编码", text -> isWithin(32, text));
      goods.optionalText("goods_name", "商品名称", text -> isWithin(256, text));
      goods.positive("quantity", "商品数量");
      goods.positive("unit_price", "商品单价");
      goods.allowOnly(
          List.of(
              "merchant_goods_id", "wechatpay_goods_id", "goods_name", "quantity", "unit_price"));
    }
    detail.get().allowOnly(List.of("cost_price", "invoice_id", "goods_detail"));
  }

  /** Checks where the user is; H5 needs it, and only H5 may describe the page. */
  static void checkScene(Fields fields, PrepayKind kind, boolean store) throws Refusal {
    boolean h5 = kind == PrepayKind.H5;
    Optional<Fields> found =
        h5
            ? Optional.of(fields.object("scene_info", "场景信息"))
            : fields.optionalObject("scene_info", "场景信息");
    if (found.isEmpty()) {
      return;
    }
    Fields scene = found.get();
    List<String> members = new ArrayList<>(List.of("payer_client_ip", "device_id"));
    scene.text("payer_client_ip", "用户终端IP", text -> IP.matcher(text).matches());
    scene.optionalText("device_id", "商户端设备号", text -> isWithin(32, text));
    if (store) {
      members.add("store_info");
      checkStore(scene);
    }
    if (h5) {
      members.add("h5_info");
      checkH5(scene.object("h5_info", "H5场景信息"));
    }
    scene.allowOnly(members);
  }

  private static void checkStore(Fields scene) throws Refusal {
    Optional<Fields> store = scene.optionalObject("store_info", "商户门店信息");
    if (store.isPresent()) {
      store.get().text("id", "门店编号", text -> isWithin(32, text));
      store.get().optionalText("name", "门店名称", text -> isWithin(256, text));
      store.get().optionalText("area_code", "地区编码", text -> isWithin(32, text));
      store.get().optionalText("address", "详细地址", text -> isWithin(512, text));
      store.get().allowOnly(List.of("id", "name", "area_code", "address"));
    }
  }

  private static void checkH5(Fields page) throws Refusal {
    page.text("type", "场景类型", text -> isWithin(32, text));
    page.optionalText("app_name", "应用名称", text -> isWithin(64, text));
    page.optionalText("app_url", "网站URL", text -> isWithin(128, text));
    page.optionalText("bundle_id", "iOS平台BundleID", text -> isWithin(128, text));
    page.optionalText("package_name", "Android平台PackageName", text -> isWithin(128, text));
    page.allowOnly(List.of("type", "app_name", "app_url", "bundle_id", "package_name"));
  }
}
