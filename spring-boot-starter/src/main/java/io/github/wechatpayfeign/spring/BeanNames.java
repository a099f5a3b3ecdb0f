package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.CombineTransactionsApi;
import io.github.wechatpayfeign.api.PartnerTransactionsApi;
import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.merchant.MerchantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.StringUtils;

/**
 * The names of the beans. Each begins with the namespace of this library, because many applications
 * already have a bean such as {@code @Service("wechatPay")}. The short name is only an alias, and
 * only if no other bean has it; see {@link MerchantRegistrar}.
 */
final class BeanNames {

  static final String NAMESPACE = "io.github.wechatpayfeign.";
  static final String REGISTRY = NAMESPACE + "wechatPayRegistry";
  static final String MERCHANTS = NAMESPACE + "configuredMerchants";
  static final String CLIENTS = NAMESPACE + "clients";
  static final String FILLER = NAMESPACE + "registryFiller";
  static final String REGISTRAR = NAMESPACE + "merchantRegistrar";
  static final String REBINDING = NAMESPACE + "propertyChanges";
  static final String CIRCUIT_BREAKER = NAMESPACE + "circuitBreakerGuard";
  static final String CIRCUIT_BREAKERS = NAMESPACE + "circuitBreakerGuards";
  static final String RATE_LIMITERS = NAMESPACE + "rateLimiterGuards";
  static final String RATE_LIMITER = NAMESPACE + "rateLimiterGuard";
  static final String PROBLEMS = NAMESPACE + "problems";
  static final String ENDPOINT = NAMESPACE + "endpoint";
  static final String SIMULATOR = NAMESPACE + "wechatPaySimulator";
  static final String SIMULATED = NAMESPACE + "simulatedGateway";
  static final String OBSERVATIONS = NAMESPACE + "observationListener";
  static final String METERS = NAMESPACE + "meterListener";
  static final String GAUGES = NAMESPACE + "meters";
  static final String SANITIZER = NAMESPACE + "sanitizingFunction";
  static final String EXPIRY = NAMESPACE + "orderExpiry";
  static final String EXPIRY_REQUESTS = NAMESPACE + "orderExpiryRequests";
  static final String EXPIRY_SCHEMA = NAMESPACE + "orderExpirySchema";
  static final String EXPIRY_WORKERS = NAMESPACE + "orderExpiryWorkers";
  static final String EXPIRY_METERS = NAMESPACE + "orderExpiryMeters";
  static final String EXPIRY_GAUGES = NAMESPACE + "orderExpiryGauges";
  static final String EXPIRY_ENDPOINT = NAMESPACE + "orderExpiryEndpoint";
  static final String GIVEN_WECHAT_PAY = NAMESPACE + "wechatPay.given";
  static final String GIVEN_TRANSACTIONS = NAMESPACE + "transactionsApi.given";
  static final String GIVEN_PARTNER_TRANSACTIONS = NAMESPACE + "partnerTransactionsApi.given";
  static final String GIVEN_COMBINE_TRANSACTIONS = NAMESPACE + "combineTransactionsApi.given";

  private static final List<Class<?>> OF_A_MERCHANT =
      List.of(
          MerchantSource.class,
          WechatPay.class,
          TransactionsApi.class,
          PartnerTransactionsApi.class,
          CombineTransactionsApi.class);

  private BeanNames() {}

  /**
   * Returns the name of a merchant's bean, such as {@code io.github.wechatpayfeign.wechatPay.shop}.
   *
   * @param merchant the name of the merchant in the properties; empty for the primary one
   */
  static String of(Class<?> type, String merchant) {
    return NAMESPACE + kind(type) + (merchant.isEmpty() ? "" : "." + merchant);
  }

  /** Returns the short name of a merchant's bean, such as {@code shopWechatPay}. */
  static String shortOf(Class<?> type, String merchant) {
    if (merchant.isEmpty()) {
      return type == MerchantSource.class ? "wechatPayMerchant" : kind(type);
    }
    return merchant + StringUtils.capitalize(kind(type));
  }

  /** Returns the part of a name that stands for the type. */
  private static String kind(Class<?> type) {
    return type == MerchantSource.class
        ? "merchant"
        : StringUtils.uncapitalize(type.getSimpleName());
  }

  /** Returns the short names of the beans that do not belong to a merchant of the properties. */
  static Map<String, String> others() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("wechatPayRegistry", REGISTRY);
    names.put("wechatPaySimulator", SIMULATOR);
    names.put("orderExpiry", EXPIRY);
    names.put(shortOf(WechatPay.class, ""), GIVEN_WECHAT_PAY);
    names.put(shortOf(TransactionsApi.class, ""), GIVEN_TRANSACTIONS);
    names.put(shortOf(PartnerTransactionsApi.class, ""), GIVEN_PARTNER_TRANSACTIONS);
    names.put(shortOf(CombineTransactionsApi.class, ""), GIVEN_COMBINE_TRANSACTIONS);
    return names;
  }

  /** Returns the types of the beans that each merchant of the properties has. */
  static List<Class<?>> typesOfAMerchant() {
    return OF_A_MERCHANT;
  }
}
