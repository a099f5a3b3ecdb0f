package io.github.wechatpayfeign.api.micrometer;

import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values of labels. Their number stays small, whatever the gateway answers. */
final class Labels {

  private static final String NONE = "none";
  private static final Set<Integer> KNOWN_STATUSES =
      Set.of(200, 202, 204, 400, 401, 403, 404, 409, 413, 415, 429, 500, 501, 502, 503, 504);

  private Labels() {}

  static String outcome(@Nullable CallEnd end) {
    if (end == null) {
      return NONE;
    }
    return end.outcome() == null ? "SUCCESS" : end.outcome().name();
  }

  static String status(int status) {
    if (KNOWN_STATUSES.contains(status)) {
      return Integer.toString(status);
    }
    return status >= 100 && status <= 599 ? status / 100 + "xx" : status == 0 ? NONE : "other";
  }

  static String code(@Nullable Throwable failure) {
    if (!(failure instanceof WechatPayException known) || known.code() == null) {
      return NONE;
    }
    return known.documentedCode() == null ? "OTHER" : known.documentedCode();
  }
}
