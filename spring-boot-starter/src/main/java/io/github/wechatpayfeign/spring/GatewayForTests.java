package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The simulator that replaces WeChat Pay in tests. Its classes may be missing from the class path,
 * so the rest of the starter uses it only through this class, which names none of them.
 */
final class GatewayForTests {

  private final String baseUrl;
  private final String usualMchid;
  private final Function<String, Merchant> merchantOf;
  private final Map<String, String> mchidsWithoutProperty = new ConcurrentHashMap<>();

  /**
   * Creates a gateway.
   *
   * @param baseUrl where it listens
   * @param usualMchid the number of the primary merchant if the properties have none
   * @param merchantOf returns the merchant with a number, and creates it if it is new
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
   * Returns the simulated merchant for a merchant of the properties; it has keys of its own.
   *
   * @param name the name of the merchant in the properties
   * @param mchid its number there; a placeholder without a value counts as no number
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

  /** Returns the simulated merchant for a {@link MerchantSource} bean of the application. */
  MerchantSource like(MerchantSource given) {
    return merchantOf.apply(given.merchant().mchid());
  }

  private Merchant made(String property, String mchid) {
    try {
      return merchantOf.apply(mchid);
    } catch (IllegalArgumentException e) {
      throw new WrongPropertyException(
          property,
          Phrase.of("The simulator does not accept this number: {0}", e.getMessage()),
          Phrase.of("Set {0} to {1}", property, Phrase.of("1 to 32 digits")));
    }
  }

  /** Returns a free number, so that merchants without a number get different keys. */
  private String nextMchid() {
    return Long.toString(Long.parseLong("1900010000") + mchidsWithoutProperty.size());
  }
}
