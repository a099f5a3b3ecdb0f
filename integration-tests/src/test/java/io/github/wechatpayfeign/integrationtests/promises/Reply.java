package io.github.wechatpayfeign.integrationtests.promises;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.integrationtests.support.WireRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the gateway does with a whole request. */
enum Reply {
  CARRIES_OUT(0, ""),
  REFUSES(403, "TRADE_ERROR"),
  REFUSES_THE_SIGNATURE(401, "SIGN_ERROR"),
  IS_BUSY(503, "SERVICE_UNAVAILABLE"),
  CARRIES_OUT_AND_IS_LOST(0, "");

  /** Names the exchange that an answer belongs to, so that a success can be traced to it. */
  static final String NUMBER = "Exchange-Number";

  /** The replies of the gateway to the requests of one call, one after another. */
  static final List<List<Reply>> SCRIPTS =
      List.of(
          List.of(CARRIES_OUT),
          List.of(IS_BUSY, CARRIES_OUT),
          List.of(REFUSES),
          List.of(CARRIES_OUT_AND_IS_LOST, REFUSES),
          List.of(IS_BUSY, REFUSES),
          List.of(REFUSES_THE_SIGNATURE));

  private final int error;
  private final String code;

  Reply(int error, String code) {
    this.error = error;
    this.code = code;
  }

  boolean carriesOut() {
    return error == 0;
  }

  boolean refuses() {
    return this == REFUSES || this == REFUSES_THE_SIGNATURE;
  }

  /** Returns whether the answer says that something must be fixed. */
  boolean saysWhatToFix() {
    return this == REFUSES_THE_SIGNATURE;
  }

  /** Returns the answer to a request, or nothing if the connection is closed instead. */
  byte[] answer(WireRequest request, int number) {
    if (this == CARRIES_OUT_AND_IS_LOST) {
      return new byte[0];
    }
    boolean isQuery = request.method().equals("GET");
    int status = error > 0 ? error : isQuery ? 200 : 204;
    String body = status == 204 ? "" : error > 0 ? error() : order(request.target());
    Map<String, String> headers = new LinkedHashMap<>(TestGateway.signature(body.getBytes(UTF_8)));
    headers.put(NUMBER, Integer.toString(number));
    // Answers after which an HTTP client may do something by itself.
    headers.put("Set-Cookie", "a=b");
    headers.put("Cache-Control", "max-age=60");
    if (status == 401) {
      headers.put("WWW-Authenticate", "Basic realm=\"x\"");
    }
    return TestGateway.answer(status, headers, body);
  }

  private String error() {
    return "{\"code\":\"" + code + "\",\"message\":\"on purpose\"}";
  }

  private static String order(String target) {
    String number = target.replaceFirst("\\?.*", "").replaceFirst(".*/", "");
    return "{\"out_trade_no\":\""
        + number
        + "\",\"mchid\":\""
        + TestGateway.MCHID
        + "\",\"trade_state\":\"NOTPAY\"}";
  }
}
