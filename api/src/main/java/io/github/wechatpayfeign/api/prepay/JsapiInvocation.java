package io.github.wechatpayfeign.api.prepay;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a page in WeChat passes to {@code WeixinJSBridge.invoke("getBrandWCPayRequest", ...)}, and a
 * mini program to {@code wx.requestPayment}. A mini program does not need {@code appId}, and
 * ignores it.
 *
 * @param appId the official account or the mini program that opens the cashier
 * @param timeStamp the time of the signature in seconds, as a text
 * @param nonceStr the nonce of the signature
 * @param packageValue {@code prepay_id=...}; the phone's name for it is {@code package}
 * @param signType {@code RSA}
 * @param paySign the signature
 */
@JsonPropertyOrder({"appId", "timeStamp", "nonceStr", "package", "signType", "paySign"})
public record JsapiInvocation(
    @JsonProperty("appId") String appId,
    @JsonProperty("timeStamp") String timeStamp,
    @JsonProperty("nonceStr") String nonceStr,
    @JsonProperty("package") String packageValue,
    @JsonProperty("signType") String signType,
    @JsonProperty("paySign") String paySign)
    implements PayInvocation {

  /**
   * Creates an invocation; applications get one from {@link Prepay}.
   *
   * @throws IllegalArgumentException if the package does not begin with {@code prepay_id=}
   */
  public JsapiInvocation {
    if (!packageValue.startsWith("prepay_id=")) {
      throw new IllegalArgumentException("The package must begin with prepay_id=");
    }
  }

  @Override
  public Map<String, String> asMap() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("appId", appId);
    values.putAll(forMiniProgram());
    return Collections.unmodifiableMap(values);
  }

  /** Returns the values that {@code wx.requestPayment} lists: all but {@code appId}. */
  public Map<String, String> forMiniProgram() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("timeStamp", timeStamp);
    values.put("nonceStr", nonceStr);
    values.put("package", packageValue);
    values.put("signType", signType);
    values.put("paySign", paySign);
    return Collections.unmodifiableMap(values);
  }

  /** Shows which prepay it opens; not the signature. */
  @Override
  public String toString() {
    return "JsapiInvocation[" + appId + ", " + packageValue + ", timeStamp=" + timeStamp + "]";
  }
}
