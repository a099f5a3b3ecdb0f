package io.github.wechatpayfeign.cli.expiry;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayfeign.cli.console.OneLine;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.cli.results.JsonFormat;
import io.github.wechatpayfeign.expiry.ParkedOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A line about a parked order. */
record ParkedLine(
    @JsonProperty("out_trade_no") String outTradeNo,
    @JsonProperty("time_expire") String timeExpire,
    @JsonProperty("since") String since,
    @JsonProperty("reason") String reason) {

  static List<ParkedLine> of(List<ParkedOrder> orders) {
    return orders.stream()
        .map(
            order ->
                new ParkedLine(
                    order.outTradeNo(),
                    inSeconds(order.timeExpire()),
                    inSeconds(order.since()),
                    order.reason()))
        .toList();
  }

  private static String inSeconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  String json() {
    return JsonFormat.write(this);
  }

  String text() {
    return OneLine.of(
        Words.of(
            "PARKED {0} since {1}, payable until {2}: {3}", outTradeNo, since, timeExpire, reason));
  }
}
