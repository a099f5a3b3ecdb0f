package io.github.wechatpayfeign.merchant;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds a provider of native code for RSA on the class path, where there is one. It is used for
 * this library's own signatures and installed nowhere. Looking for it loads its native code, so
 * nobody looks before it is needed.
 */
final class NativeRsa {

  /** Names the provider to look for, in place of the first one that is there. */
  static final String PROPERTY = "wechatpay.signature.provider";

  private NativeRsa() {}

  /** The providers that are known, the fastest first. */
  private enum Known {
    AMAZON("Amazon Corretto Crypto Provider", "AmazonCorrettoCryptoProvider") {
      @Override
      Provider load() throws ReflectiveOperationException {
        Class<?> type =
            Class.forName("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider");
        Provider provider = (Provider) type.getField("INSTANCE").get(null);
        // A provider whose native part is missing is made all the same, and can do nothing.
        type.getMethod("assertHealthy").invoke(provider);
        return provider;
      }
    },

    CONSCRYPT("Conscrypt", "Conscrypt") {
      @Override
      Provider load() throws ReflectiveOperationException {
        Class<?> type = Class.forName("org.conscrypt.Conscrypt");
        type.getMethod("checkAvailability").invoke(null);
        return (Provider) type.getMethod("newProvider").invoke(null);
      }
    };

    private final String title;
    private final String providerName;

    Known(String title, String providerName) {
      this.title = title;
      this.providerName = providerName;
    }

    /** Loads the provider with its native part, by name: neither is a dependency. */
    abstract Provider load() throws ReflectiveOperationException;
  }

  private static final class Found {
    static final @Nullable Provider PROVIDER = find(System.getProperty(PROPERTY, ""));
  }

  /** Returns the provider; null where there is none, or where it does not work here. */
  static @Nullable Provider provider() {
    return Found.PROVIDER;
  }

  /** Returns whether a provider is one of those whose own keys are worth making. */
  static boolean knows(Provider provider) {
    for (Known known : Known.values()) {
      if (known.providerName.equals(provider.getName())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns a key as the provider's own, so that it is not converted again for each signature, or
   * null where the provider cannot use the key, such as one that a hardware module keeps.
   */
  static <K extends Key> @Nullable K own(Class<K> type, K key, Provider provider) {
    try {
      return type.cast(KeyFactory.getInstance("RSA", provider).translateKey(key));
    } catch (GeneralSecurityException | RuntimeException notForThisProvider) {
      return null;
    }
  }

  private static @Nullable Provider find(String wanted) {
    List<String> obstacles = new ArrayList<>();
    Provider provider = null;
    boolean isKnown = wanted.isEmpty() || wanted.equals("jvm");
    for (Known known : Known.values()) {
      boolean named = wanted.equals(known.name().toLowerCase(Locale.ROOT));
      isKnown |= named;
      if (provider == null && (named || wanted.isEmpty())) {
        provider = load(known, named, obstacles);
      }
    }
    if (!isKnown) {
      obstacles.add(PROPERTY + " is " + wanted + ", but must be amazon, conscrypt or jvm");
    }
    if (!obstacles.isEmpty()) {
      // The first logger of a JVM costs it 60 ms, so none is made without need.
      System.getLogger(NativeRsa.class.getName())
          .log(
              Level.WARNING,
              "RSA signatures are made by {0}: {1}",
              provider == null ? "the JVM's own provider" : provider.getName(),
              String.join("; ", obstacles));
    }
    return provider;
  }

  private static @Nullable Provider load(Known known, boolean named, List<String> obstacles) {
    try {
      Provider provider = known.load();
      Signature.getInstance("SHA256withRSA", provider);
      KeyFactory.getInstance("RSA", provider);
      return provider;
    } catch (ClassNotFoundException absent) {
      if (named) {
        obstacles.add(known.title + " is not on the class path");
      }
    } catch (InvocationTargetException e) {
      obstacles.add(broken(known, e.getCause() == null ? e : e.getCause()));
    } catch (ReflectiveOperationException | GeneralSecurityException | LinkageError e) {
      obstacles.add(broken(known, e));
    } catch (RuntimeException e) {
      obstacles.add(broken(known, e));
    }
    return null;
  }

  private static String broken(Known known, Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return known.title + " does not load here: " + root;
  }
}
