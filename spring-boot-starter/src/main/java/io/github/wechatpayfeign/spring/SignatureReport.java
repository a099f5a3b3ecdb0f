package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.Scheme;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.util.ClassUtils;

/** Logs at the start, in one line, which provider signs requests, and what would be faster. */
final class SignatureReport {

  private static final String JDK = "SunRsaSign";
  private static final String CONSCRYPT = "Conscrypt";
  private static final String AMAZON = "AmazonCorrettoCryptoProvider";
  private static final Set<String> NATIVE_CLASSES =
      Set.of(
          "org.conscrypt.Conscrypt",
          "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider");

  private SignatureReport() {}

  /** Logs a line, unless no merchant has an RSA key. */
  static void log(Collection<Merchant> merchants) {
    Set<String> providers =
        merchants.stream()
            .filter(merchant -> merchant.scheme() == Scheme.RSA)
            .map(Merchant::signatureProviderName)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!providers.isEmpty()) {
      System.getLogger(WechatPayAutoConfiguration.class.getName())
          .log(Level.INFO, line(providers, isNativeCodePresent()));
    }
  }

  /**
   * Returns the line about some providers.
   *
   * @param nativeCodePresent whether a provider with native code is on the class path
   */
  static String line(Set<String> providers, boolean nativeCodePresent) {
    return "WeChat Pay requests are signed by "
        + String.join(" and ", providers)
        + advice(providers, nativeCodePresent);
  }

  private static String advice(Set<String> providers, boolean nativeCodePresent) {
    if (providers.contains(JDK)) {
      return nativeCodePresent
          ? "; a faster provider is on the class path, but it is switched off or does not load here"
          : "; with the dependency wechatpay-feign-native, faster native code would sign";
    }
    if (providers.contains(CONSCRYPT)) {
      return " in native code; with AVX512-IFMA on Linux, Amazon Corretto Crypto Provider is faster";
    }
    return providers.contains(AMAZON) ? " in native code; no supported provider is faster" : "";
  }

  private static boolean isNativeCodePresent() {
    ClassLoader loader = SignatureReport.class.getClassLoader();
    return NATIVE_CLASSES.stream().anyMatch(name -> ClassUtils.isPresent(name, loader));
  }
}
