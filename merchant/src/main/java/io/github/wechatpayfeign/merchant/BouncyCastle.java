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
  private static final double MIN_VERSION = 1.78;

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
   * Uses the provider. All that touches a class of BouncyCastle belongs into the use, since a class
   * or method may be missing wherever one is called.
   *
   * @throws IllegalStateException if it is missing, too old, or mixed from two jars: the message
   *     names the jars
   * @throws GeneralSecurityException whatever the use throws otherwise, also what is unchecked
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

  /** Returns what says that the provider itself is at fault; it may be wrapped. */
  private static @Nullable Throwable broken(Throwable failure) {
    if (failure instanceof NoSuchAlgorithmException) {
      return failure;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      // Two jars that are signed by different keys cannot share a package.
      if (cause instanceof LinkageError || cause instanceof SecurityException) {
        return cause;
      }
    }
    return null;
  }

  /**
   * Returns the end of a sentence about what could not be read or opened: that the provider may be
   * at fault. It is empty if one is on the class path that is not too old.
   */
  static String doubt() {
    List<String> jars = jars();
    return jars.size() > 1 || (jars.size() == 1 && isTooOld())
        ? "; or else the cause is this: " + explain(jars)
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
