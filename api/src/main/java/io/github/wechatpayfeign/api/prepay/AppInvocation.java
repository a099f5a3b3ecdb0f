package io.github.wechatpayfeign.api.prepay;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an app passes to the WeChat SDK as a {@code PayReq}. On iOS the member for {@code
 * packageValue} is called {@code package}.
 *
 * @param appId the app that opens the cashier
 * @param partnerId the merchant that placed the order; of a service provider, its own number
 * @param prepayId the bare prepay_id
 * @param packageValue {@code Sign=WXPay}
 * @param nonceStr the nonce of the signature
 * @param timeStamp the time of the signature in seconds, as a text
 * @param sign the signature
 */
@JsonPropertyOrder({
  "appId",
  "partnerId",
  "prepayId",
  "packageValue",
  "nonceStr",
  "timeStamp",
  "sign"
})
public record AppInvocation(
    @JsonProperty("appId") String appId,
    @JsonProperty("partnerId") String partnerId,
    @JsonProperty("prepayId") String prepayId,
    @JsonProperty("packageValue") String packageValue,
    @JsonProperty("nonceStr") String nonceStr,
    @JsonProperty("timeStamp") String timeStamp,
    @JsonProperty("sign") String sign)
    implements PayInvocation {

  /**
   * Creates an invocation; applications get one from {@link Prepay}.
   *
   * @throws IllegalArgumentException if the prepay_id begins with {@code prepay_id=}
   */
  public AppInvocation {
    if (prepayId.startsWith("prepay_id=")) {
      throw new IllegalArgumentException("The prepayId must be bare, without prepay_id=");
    }
  }

  @Override
  public Map<String, String> asMap() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("appId", appId);
    values.put("partnerId", partnerId);
    values.put("prepayId", prepayId);
    values.put("packageValue", packageValue);
    values.put("nonceStr", nonceStr);
    values.put("timeStamp", timeStamp);
    values.put("sign", sign);
    return Collections.unmodifiableMap(values);
  }

  /** Shows which prepay it opens; not the signature. */
  @Override
  public String toString() {
    return "AppInvocation[" + appId + ", " + prepayId + ", timeStamp=" + timeStamp + "]";
  }
}
