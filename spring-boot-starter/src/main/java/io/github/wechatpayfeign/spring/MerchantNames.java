package io.github.wechatpayfeign.spring;

import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Finds out which merchants the properties configure. It looks at names only and converts no value,
 * so a value of the wrong type is reported later, under its own name, when it is bound.
 */
final class MerchantNames {

  private static final ConfigurationPropertyName MERCHANTS =
      ConfigurationPropertyName.of("wechatpay.merchants");
  private static final int DEPTH = MERCHANTS.getNumberOfElements();

  private MerchantNames() {}

  /**
   * Returns the names of the merchants under {@code wechatpay.merchants}, and an empty name if one
   * stands directly under {@code wechatpay}.
   *
   * @throws WrongPropertyException if a value stands where the name of a merchant belongs
   */
  static Set<String> in(Environment environment) {
    Set<String> names = new TreeSet<>();
    for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
      if (source instanceof IterableConfigurationPropertySource listed) {
        listed.stream().filter(MERCHANTS::isAncestorOf).forEach(found -> names.add(name(found)));
      }
    }
    Binder binder = Binder.get(environment);
    for (MerchantProperty property : MerchantProperty.values()) {
      if (isSet(binder, property.name("wechatpay"))) {
        names.add("");
      }
    }
    return names;
  }

  private static String name(ConfigurationPropertyName found) {
    if (found.getNumberOfElements() == DEPTH + 1) {
      throw nameless(found);
    }
    return found.getElement(DEPTH, ConfigurationPropertyName.Form.ORIGINAL);
  }

  /** The value is not shown: if the name of the merchant was left out, it may be a key. */
  private static WrongPropertyException nameless(ConfigurationPropertyName found) {
    String last = found.getLastElement(ConfigurationPropertyName.Form.DASHED);
    return new WrongPropertyException(
        found.toString(),
        Phrase.of("It is not a merchant"),
        MerchantProperty.isOne(last)
            ? Phrase.of("Give the merchant a name: set wechatpay.merchants.<name>.{0}", last)
            : Phrase.of("Set the properties of the merchant below it, such as {0}.mchid", found));
  }

  private static boolean isSet(Binder binder, String property) {
    return binder
        .bind(property, Bindable.listOf(String.class))
        .map(values -> values.stream().anyMatch(StringUtils::hasText))
        .orElse(false);
  }
}
