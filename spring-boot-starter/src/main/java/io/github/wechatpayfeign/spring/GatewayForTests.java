package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The simulator that takes the place of WeChat Pay, seen from here without its classes. */
final class GatewayForTests {

  private final String baseUrl;
  private final String usualMchid;
  private final Function<String, Merchant> merchantOf;
  private final Map<String, String> mchidsWithoutProperty = new ConcurrentHashMap<>();

  /**
   * Creates a gateway.
   *
   * @param baseUrl where it listens
   * @param usualMchid the merchant of properties that name none
   * @param merchantOf returns the merchant with a number, which is made if it is new
   */
  GatewayForTests(String baseUrl, String usualMchid, Function<String, Merchant> merchantOf) {
    this.baseUrl = baseUrl;
    this.usualMchid = usualMchid;
    this.merchantOf = merchantOf;
  }

  String baseUrl() {
    return baseUrl;
  }

  /**
   * Returns the merchant for one of the properties, with keys of its own.
   *
   * @param name the name of the merchant in the properties
   * @param mchid its number there; a placeholder without a value counts as none
   */
  Merchant merchant(String name, @Nullable String mchid) {
    if (mchid != null && !mchid.contains("${")) {
      return made(ConfiguredMerchants.prefix(name) + ".mchid", mchid);
    }
    return merchantOf.apply(
        name.isEmpty()
            ? usualMchid
            : mchidsWithoutProperty.computeIfAbsent(name, unnamed -> nextMchid()));
  }

  /** Returns the merchant with the number of one that the application makes itself. */
  MerchantSource like(MerchantSource given) {
    return merchantOf.apply(given.merchant().mchid());
  }

  private Merchant made(String property, String mchid) {
    try {
      return merchantOf.apply(mchid);
    } catch (IllegalArgumentException e) {
      throw new WrongPropertyException(
          property,
          "The simulator takes no such number: " + e.getMessage(),
          "Set " + property + " to 1 to 32 digits");
    }
  }

  private String nextMchid() {
    return Long.toString(Long.parseLong("1900010000") + mchidsWithoutProperty.size());
  }
}
