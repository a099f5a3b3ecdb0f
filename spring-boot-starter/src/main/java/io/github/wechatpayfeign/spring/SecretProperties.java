package io.github.wechatpayfeign.spring;

import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Hides keys and passwords of WeChat Pay in the Actuator's endpoints, even if these are configured
 * to show values. It compares letters and digits only, because a property has several spellings:
 * {@code wechatpay.private-key}, {@code wechatpay.privateKey}, {@code WECHATPAY_PRIVATE_KEY}.
 */
final class SecretProperties implements SanitizingFunction {

  private static final Pattern SECRET =
      Pattern.compile("wechatpay.*(privatekey|apiv3key|pkcs12|passphrase|password).*");

  @Override
  public SanitizableData apply(SanitizableData data) {
    String letters = data.getKey().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return SECRET.matcher(letters).matches()
        ? data.withValue(SanitizableData.SANITIZED_VALUE)
        : data;
  }
}
