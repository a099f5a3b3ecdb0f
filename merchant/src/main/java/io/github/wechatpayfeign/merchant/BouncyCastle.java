package io.github.wechatpayfeign.merchant;

import io.github.wechatpayfeign.merchant.internal.JarName;
import java.io.IOException;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/**
 * The provider for what the JDK does not do: encrypted PEM, SM2, SM3 and SM4. It is installed
 * nowhere, and made only where it is needed. Nothing of BouncyCastle is used but its provider, the
 * jar {@code bcprov}, so that no second jar of it has to be of the same version.
 */
final class BouncyCastle {

  private static final String PROVIDER_CLASS =
      "org/bouncycastle/jce/provider/BouncyCastleProvider.class";

  private BouncyCastle() {}

  /** What uses the provider. */
  @FunctionalInterface
  interface Use<T> {
    T by(Provider provider) throws GeneralSecurityException;
  }

  private static final class Lazy {
    static final Provider PROVIDER = new BouncyCastleProvider();
  }

  /**
   * Uses the provider.
   *
   * @throws IllegalStateException if it is missing, too old, or mixed from two jars: the message
   *     names the jars
   */
  static <T> T use(Use<T> use) throws GeneralSecurityException {
    try {
      return use.by(Lazy.PROVIDER);
    } catch (NoSuchAlgorithmException | SecurityException | LinkageError broken) {
      throw new IllegalStateException(explain(jars()), broken);
    }
  }

  /** Returns what is wrong with the jars on the class path; null if there is one, as it should. */
  static @Nullable String conflict() {
    List<String> jars = jars();
    return jars.size() > 1 ? explain(jars) : null;
  }

  private static String explain(List<String> jars) {
    String remedy = "org.bouncycastle:bcprov-jdk18on, version 1.78 or newer";
    return switch (jars.size()) {
      case 0 -> "BouncyCastle is not on the class path: add " + remedy;
      case 1 -> "BouncyCastle is too old or incomplete (" + jars.get(0) + "): use " + remedy;
      default ->
          "More than one BouncyCastle is on the class path ("
              + String.join(", ", jars)
              + "): keep one, "
              + remedy;
    };
  }

  /** Returns the jars that hold the provider. */
  private static List<String> jars() {
    ClassLoader loader = BouncyCastle.class.getClassLoader();
    List<String> names = new ArrayList<>();
    try {
      for (URL found :
          Collections.list(
              loader == null
                  ? ClassLoader.getSystemResources(PROVIDER_CLASS)
                  : loader.getResources(PROVIDER_CLASS))) {
        names.add(JarName.of(found.toString()));
      }
    } catch (IOException unknown) {
      return names;
    }
    return names;
  }
}
