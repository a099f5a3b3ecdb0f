package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.WechatPay;
import org.springframework.cloud.openfeign.Targeter;
import org.springframework.context.annotation.Bean;

/**
 * Makes WeChat Pay of a Spring Cloud OpenFeign client: its interface is signed, verified, decoded
 * and typed as those of this library, whether it carries Feign's own annotations or Spring MVC's.
 *
 * <pre>{@code
 * @FeignClient(
 *     name = "native-pay",
 *     url = "https://api.mch.weixin.qq.com",
 *     path = "/v3/pay/transactions/native",
 *     configuration = WechatPayFeignConfiguration.class)
 * interface NativePay {
 *   @PostMapping
 *   CodeUrl prepay(@RequestBody Prepay order);
 * }
 * }</pre>
 *
 * <p>The client is isolated both ways. No interceptor, decoder, customizer, capability or property
 * that is meant for other clients reaches it, nor does the circuit breaker of Spring Cloud; a
 * {@code FeignBuilderCustomizer} in a configuration class of this very client does. The url names
 * the gateway for readers; where requests really go, {@code wechatpay.base-url} says, and only the
 * path is taken from the annotation.
 *
 * <p>It signs for the primary merchant. For another one, extend it:
 *
 * <pre>{@code
 * class ShopPay extends WechatPayFeignConfiguration {
 *   ShopPay(@Qualifier("shop") WechatPay wechatPay) {
 *     super(wechatPay);
 *   }
 * }
 * }</pre>
 *
 * <p>Like every such class it must not be seen by a component scan.
 */
public class WechatPayFeignConfiguration {

  private final WechatPay wechatPay;

  /**
   * Creates a configuration.
   *
   * @param wechatPay whose merchant signs
   */
  public WechatPayFeignConfiguration(WechatPay wechatPay) {
    this.wechatPay = wechatPay;
  }

  @Bean
  Targeter wechatPayTargeter() {
    return new WechatPayTargeter(wechatPay);
  }
}
