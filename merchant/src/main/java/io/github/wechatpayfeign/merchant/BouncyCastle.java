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
 * The provider for algorithms that the JDK lacks: encrypted PEM, SM2, SM3 and SM4. It is not
 * installed in the JVM, and is created only if it is needed. This library uses only the jar {@code
 * bcprov} of BouncyCastle, so no second jar has to have the same version.
 */
final class BouncyCastle {

  private static final String PROVIDER_CLASS =
      "org/bouncycastle/jce/provider/BouncyCastleProvider.class";
  private static final double MIN_VERSION = 1.78;

  private BouncyCastle() {}

  /** One use of the provider. */
  @FunctionalInterface
  interface Use<T> {
    T by(Provider provider) throws GeneralSecurityException;
  }

  private static final class Lazy {
    static final Provider PROVIDER = new BouncyCastleProvider();
  }

  /**
   * Uses the provider. All code that touches a class of BouncyCastle belongs inside the use,
   * because each of its classes and methods may be missing.
   *
   * @throws IllegalStateException if BouncyCastle is missing, too old, or mixed from two jars: the
   *     message names the jars
   * @throws GeneralSecurityException if the use throws any other exception, checked or not
   */
  static <T> T use(Use<T> use) throws GeneralSecurityException {
    try {
      return use.by(Lazy.PROVIDER);
    } catch (GeneralSecurityException | RuntimeException | LinkageError failure) {
      Throwable broken = broken(failure);
      if (broken != null) {
        throw new IllegalStateException(explain(jars()), broken);
      }
      throw failure instanceof GeneralSecurityException known
          ? known
          : new GeneralSecurityException(failure);
    }
  }

  /** Returns the failure, or a cause of it, that shows that the provider is broken, or null. */
  private static @Nullable Throwable broken(Throwable failure) {
    if (failure instanceof NoSuchAlgorithmException) {
      return failure;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      // Two jars with different signers cannot share a package.
      if (cause instanceof LinkageError || cause instanceof SecurityException) {
        return cause;
      }
    }
    return null;
  }

  /**
   * Returns the end of a message about a key that could not be read or opened: it names the
   * provider as another possible cause. It is empty if exactly one is on the class path and not too
   * old.
   */
  static String doubt() {
    List<String> jars = jars();
    return jars.size() > 1 || (jars.size() == 1 && isTooOld())
        ? "; another possible cause: " + explain(jars)
        : "";
  }

  private static boolean isTooOld() {
    try {
      return Double.parseDouble(Lazy.PROVIDER.getVersionStr()) < MIN_VERSION;
    } catch (LinkageError | NumberFormatException unknown) {
      return false;
    }
  }

  private static String explain(List<String> jars) {
    String remedy = "org.bouncycastle:bcprov-jdk18on, version " + MIN_VERSION + " or newer";
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

  /** Returns the jars that contain the provider. */
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
