package io.github.wechatpayfeign.merchant;

import java.io.IOException;
import java.io.InputStream;
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
 * Finds a provider with native code for RSA on the class path, if there is one. Only this library's
 * signatures use it; it is not installed in the JVM. The search loads native code, so it happens
 * only if a signature is needed.
 */
final class NativeRsa {

  /** The system property that names the provider to look for; without it, the first one counts. */
  static final String PROPERTY = "wechatpay.signature.provider";

  private static final int ELF_HEADER = 20;
  private static final int ELF_MACHINE = 18;
  private static final int ELF_X86_64 = 0x3E;
  private static final int ELF_AARCH64 = 0xB7;

  private NativeRsa() {}

  /** The known providers, the fastest first. */
  private enum Known {
    AMAZON("Amazon Corretto Crypto Provider", "AmazonCorrettoCryptoProvider") {
      @Override
      Provider load() throws ReflectiveOperationException {
        Class<?> type =
            Class.forName("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider");
        Provider provider = (Provider) type.getField("INSTANCE").get(null);
        // Without its native part, the provider can be created too, but cannot do anything.
        type.getMethod("assertHealthy").invoke(provider);
        return provider;
      }

      @Override
      boolean mayWorkHere() {
        return isForThisPlatform();
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

    /** Loads the provider with its native part, by name, because neither is a dependency. */
    abstract Provider load() throws ReflectiveOperationException;

    /** Returns whether the search should try it. */
    boolean mayWorkHere() {
      return true;
    }
  }

  private static final class Found {
    static final @Nullable Provider PROVIDER = find(System.getProperty(PROPERTY, ""));
    static final @Nullable SpareSignatures SIGNERS = spares(PROVIDER);
    static final @Nullable SpareSignatures VERIFIERS = spares(PROVIDER);

    private static @Nullable SpareSignatures spares(@Nullable Provider provider) {
      return provider == null ? null : new SpareSignatures(provider);
    }
  }

  /** Returns the provider, or null if there is none or it does not work here. */
  static @Nullable Provider provider() {
    return Found.PROVIDER;
  }

  /** Returns objects of the provider that sign, or null if there is no provider. */
  static @Nullable SpareSignatures signers() {
    return Found.SIGNERS;
  }

  /** Returns objects of the provider that verify, or null if there is no provider. */
  static @Nullable SpareSignatures verifiers() {
    return Found.VERIFIERS;
  }

  /** Returns whether a provider is a known one, for which converting a key is worth it. */
  static boolean knows(Provider provider) {
    for (Known known : Known.values()) {
      if (known.providerName.equals(provider.getName())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns a key as a key object of the provider, so that it is not converted again for each
   * signature. Returns null if the provider cannot use the key, such as one in a hardware module.
   */
  static <K extends Key> @Nullable K own(Class<K> type, K key, Provider provider) {
    try {
      return type.cast(KeyFactory.getInstance("RSA", provider).translateKey(key));
    } catch (GeneralSecurityException | RuntimeException notForThisProvider) {
      return null;
    }
  }

  /**
   * Returns whether a jar of Amazon's is for this platform: each has a library for one. An artifact
   * that brings it for the most frequent platform is no reason for a warning on the others.
   */
  static boolean isForThisPlatform() {
    String library =
        "com/amazon/corretto/crypto/provider/"
            + System.mapLibraryName("amazonCorrettoCryptoProvider");
    try (InputStream in = NativeRsa.class.getClassLoader().getResourceAsStream(library)) {
      return in != null && isForThisProcessor(in.readNBytes(ELF_HEADER));
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns whether a library of Linux is for this processor; those of other systems may be. */
  static boolean isForThisProcessor(byte[] header) {
    boolean isElf = header.length == ELF_HEADER && header[1] == 'E' && header[2] == 'L';
    if (!isElf) {
      return true;
    }
    int machine = header[ELF_MACHINE] & 0xFF;
    return switch (System.getProperty("os.arch", "")) {
      case "amd64", "x86_64" -> machine == ELF_X86_64;
      case "aarch64" -> machine == ELF_AARCH64;
      default -> false;
    };
  }

  private static @Nullable Provider find(String wanted) {
    List<String> obstacles = new ArrayList<>();
    Provider provider = null;
    boolean isKnown = wanted.isEmpty() || wanted.equals("jvm");
    for (Known known : Known.values()) {
      boolean named = wanted.equals(known.name().toLowerCase(Locale.ROOT));
      isKnown |= named;
      if (provider == null && (named || (wanted.isEmpty() && known.mayWorkHere()))) {
        provider = load(known, named, obstacles);
      }
    }
    if (!isKnown) {
      obstacles.add(PROPERTY + " is " + wanted + ", but must be amazon, conscrypt or jvm");
    }
    if (!obstacles.isEmpty()) {
      // The first logger of a JVM costs 60 ms, so it is created only if there is something to log.
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
    return known.title + " cannot be loaded: " + root;
  }
}
