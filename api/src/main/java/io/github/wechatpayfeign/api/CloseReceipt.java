package io.github.wechatpayfeign.api;

import feign.TypedResponse;
import io.github.wechatpayfeign.errors.WechatPayException;
import org.jspecify.annotations.Nullable;

/**
 * WeChat Pay's signed answer that it carried out a close.
 *
 * @param outTradeNo the merchant order number
 * @param requestId the {@code Request-ID} of the answer, to log and to give to WeChat Pay's
 *     support, or null if there is none
 */
public record CloseReceipt(String outTradeNo, @Nullable String requestId) {

  static CloseReceipt of(String outTradeNo, TypedResponse<@Nullable Void> answer) {
    return new CloseReceipt(outTradeNo, WechatPayException.requestIdOf(answer.headers()));
  }
}
