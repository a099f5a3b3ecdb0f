package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.WechatPay;
import org.springframework.cloud.openfeign.Targeter;
import org.springframework.context.annotation.Bean;

/**
 * Connects a Spring Cloud OpenFeign client to WeChat Pay. Its calls are signed, verified and
 * decoded, and its errors typed, as those of this library's interfaces, with Feign's own
 * annotations or with Spring MVC's.
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
 * for other clients affects it, and neither does the circuit breaker of Spring Cloud. A {@code
 * FeignBuilderCustomizer} in a configuration class of this client does. The url in the annotation
 * only tells readers which gateway is meant: {@code wechatpay.base-url} decides where requests go,
 * and only the path comes from the annotation.
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
 * <p>Like every configuration of a Feign client, it must not be found by a component scan: it would
 * then apply to all Feign clients.
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
