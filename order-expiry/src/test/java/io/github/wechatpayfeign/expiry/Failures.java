package io.github.wechatpayfeign.expiry;

import static java.nio.charset.StandardCharsets.UTF_8;

import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.errors.CallHeldBackException;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.util.Map;

/** Failures of calls, as the merchant's client throws them. */
final class Failures {

  private Failures() {}

  /** Returns what the client makes of an answer. */
  static WechatPayException answered(int status, String code) {
    return new WechatPayErrorDecoder()
        .decode(
            "",
            Response.builder()
                .status(status)
                .body("{\"code\":\"" + code + "\"}", UTF_8)
                .request(Request.create(Request.HttpMethod.POST, "/", Map.of(), null, UTF_8, null))
                .build());
  }

  /** Returns the failure of a call that an open circuit breaker held back. */
  static WechatPayException heldBack() {
    return new CallHeldBackException(new IllegalStateException("the circuit breaker is open"));
  }
}
