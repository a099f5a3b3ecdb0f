package io.github.wechatpayfeign.benchmarks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who makes the signatures in the process of a contender. */
enum Rsa {
  /** The JDK, since no other provider is on the class path: what everybody gets by default. */
  JDK(List.of(), null, false),

  /** What the artifact {@code wechatpay-feign-native} brings. Only this library looks for it. */
  NATIVE(List.of(Jars.AMAZON, Jars.CONSCRYPT), null, false),

  /** The same on a processor without AVX512-IFMA. */
  NATIVE_WITHOUT_IFMA(List.of(Jars.AMAZON, Jars.CONSCRYPT), null, true),

  /** Amazon Corretto Crypto Provider, the first provider of the whole JVM. */
  AMAZON(List.of(Jars.AMAZON), "amazon", false),

  /** The same on a processor without AVX512-IFMA. */
  AMAZON_WITHOUT_IFMA(List.of(Jars.AMAZON), "amazon", true),

  /** Conscrypt, the first provider of the whole JVM. */
  CONSCRYPT(List.of(Jars.CONSCRYPT), "conscrypt", false);

  private final List<String> jars;
  private final @Nullable String installed;
  private final boolean withoutIfma;

  Rsa(List<String> jars, @Nullable String installed, boolean withoutIfma) {
    this.jars = jars;
    this.installed = installed;
    this.withoutIfma = withoutIfma;
  }

  private static final class Jars {
    static final String AMAZON = "AmazonCorrettoCryptoProvider";
    static final String CONSCRYPT = "conscrypt-openjdk-uber";
    static final List<String> ALL = List.of(AMAZON, CONSCRYPT);
  }

  /** Returns whether a jar belongs on the class path of the contender's process. */
  boolean admits(String jar) {
    return !isNative(jar) || jars.stream().anyMatch(jar::contains);
  }

  /** Returns whether a jar contains a provider with native code. */
  static boolean isNative(String jar) {
    return Jars.ALL.stream().anyMatch(jar::contains);
  }

  /** Returns the provider that the process puts before all others, or null. */
  @Nullable String installed() {
    return installed;
  }

  /** Returns whether native code must not see the processor's AVX512-IFMA. */
  boolean isWithoutIfma() {
    return withoutIfma;
  }
}
