package io.github.wechatpayfeign.api.refund;

import io.github.wechatpayfeign.api.TradeState;
import io.github.wechatpayfeign.api.Transaction;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rules of the values in an application for a refund. */
final class RefundRules {

  private static final int MAX_REASON = 80;
  private static final int MAX_NOTIFY_URL = 256;
  private static final String CURRENCY = "CNY";

  private RefundRules() {}

  static void checkReason(@Nullable String reason) {
    if (reason != null && (reason.isBlank() || reason.length() > MAX_REASON)) {
      throw new IllegalArgumentException(
          "The reason of a refund must be 1 to 80 characters, but has " + reason.length());
    }
  }

  static void checkNotifyUrl(@Nullable String notifyUrl) {
    if (notifyUrl != null && (notifyUrl.length() > MAX_NOTIFY_URL || !isPlainUrl(notifyUrl))) {
      throw new IllegalArgumentException(
          "The notify_url of a refund must be an http or https URL of up to 256 characters, without"
              + " a query and a fragment");
    }
  }

  private static boolean isPlainUrl(String text) {
    try {
      URI url = new URI(text);
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https"))
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawQuery() == null
          && url.getRawFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  static void checkAmount(long refund, long total, String currency, List<RefundRequest.From> from) {
    if (refund < 1 || refund > total) {
      throw new IllegalArgumentException(
          "The amount of a refund must be 1 fen to the total of the order, %d fen, but is %d fen"
              .formatted(total, refund));
    }
    if (!CURRENCY.equals(currency)) {
      throw new IllegalArgumentException("The currency of a refund must be CNY");
    }
    long sum = from.stream().mapToLong(RefundRequest.From::amount).sum();
    if (!from.isEmpty() && sum != refund) {
      throw new IllegalArgumentException(
          "The amounts of the accounts must add up to the refund, %d fen, but are %d fen"
              .formatted(refund, sum));
    }
  }

  static void checkAtLeast(long least, String name, long value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "The %s must be %d or more, but is %d".formatted(name, least, value));
    }
  }

  static RefundRequestBuilder fullRefundOf(Transaction paid) {
    Long total = paid.amount() == null ? null : paid.amount().total();
    String outTradeNo = paid.outTradeNo();
    if (paid.tradeState() != TradeState.SUCCESS || outTradeNo == null || total == null) {
      throw new IllegalArgumentException(
          "A full refund needs a paid order with its number and its total, but the order %s is %s"
              .formatted(outTradeNo, paid.tradeState()));
    }
    RefundRequestBuilder refund = RefundRequest.ofOrder(outTradeNo).refund(total).total(total);
    return paid.subMchid() == null ? refund : refund.subMchid(paid.subMchid());
  }
}
