package io.github.wechatpayfeign.simulator.internal.endpoints;

import io.github.wechatpayfeign.simulator.internal.crypto.RandomText;
import io.github.wechatpayfeign.simulator.internal.ledger.PrepayKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Creates what a client needs to let a user pay. Each is new, also for the same order. */
record PrepayCredentials(RandomText random) {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.ofHours(8));

  static String nameOf(PrepayKind kind) {
    return switch (kind) {
      case JSAPI, APP -> "prepay_id";
      case H5 -> "h5_url";
      case NATIVE -> "code_url";
    };
  }

  String next(PrepayKind kind, Instant now) {
    return switch (kind) {
      case JSAPI, APP -> prepayId(now);
      case H5 ->
          "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=%s&package=%s"
              .formatted(prepayId(now), random.digits(10));
      case NATIVE -> "weixin://wxpay/bizpayurl?pr=" + random.upperHex(9);
    };
  }

  private String prepayId(Instant now) {
    return "wx" + SECOND.format(now) + random.upperHex(20).toLowerCase(Locale.ROOT);
  }
}
