package io.github.wechatpayfeign.simulator.internal.crypto;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes keys and signatures with native code if a provider with some is on the class path. The JDK
 * needs most of the simulator's time for RSA signatures, and most of its start for keys. A
 * signature is the same, byte for byte. The provider is looked for when it is needed first, and is
 * not installed in the JVM.
 */
final class NativeRsa {

  /** The property that chooses the client's provider; with the value "jvm" none is looked for. */
  private static final String PROPERTY = "wechatpay.signature.provider";

  /** More keys than a gateway signs with; a test could make any number of them. */
  private static final int MAX_KEYS = 64;

  private static final class Found {
    static final @Nullable Provider PROVIDER = find();
  }

  private final Map<PrivateKey, PrivateKey> own = new ConcurrentHashMap<>();

  /** Returns a signature that is ready to sign, or null if the JDK has to do it. */
  @Nullable Signature signer(PrivateKey key) throws GeneralSecurityException {
    Provider provider = Found.PROVIDER;
    if (provider == null) {
      return null;
    }
    PrivateKey translated = own.get(key);
    if (translated == null) {
      try {
        translated = (PrivateKey) KeyFactory.getInstance("RSA", provider).translateKey(key);
      } catch (InvalidKeyException notForThisProvider) {
        return null;
      }
      if (own.size() >= MAX_KEYS) {
        own.clear();
      }
      own.put(key, translated);
    }
    Signature signature = Signature.getInstance("SHA256withRSA", provider);
    signature.initSign(translated);
    return signature;
  }

  /** Returns a new generator of keys, or null if the JDK has to make them. */
  static @Nullable KeyPairGenerator generator() throws GeneralSecurityException {
    Provider provider = Found.PROVIDER;
    return provider == null ? null : KeyPairGenerator.getInstance("RSA", provider);
  }

  private static @Nullable Provider find() {
    if (System.getProperty(PROPERTY, "").equals("jvm")) {
      return null;
    }
    Provider amazon = loaded(NativeRsa::amazon);
    return amazon == null ? loaded(NativeRsa::conscrypt) : amazon;
  }

  private static Provider amazon() throws ReflectiveOperationException {
    Class<?> type =
        Class.forName("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider");
    Provider provider = (Provider) type.getField("INSTANCE").get(null);
    // Without its native part, the provider can be created too, but cannot do anything.
    type.getMethod("assertHealthy").invoke(provider);
    return provider;
  }

  private static Provider conscrypt() throws ReflectiveOperationException {
    Class<?> type = Class.forName("org.conscrypt.Conscrypt");
    type.getMethod("checkAvailability").invoke(null);
    return (Provider) type.getMethod("newProvider").invoke(null);
  }

  private static @Nullable Provider loaded(Callable<Provider> load) {
    Throwable obstacle;
    try {
      Provider provider = load.call();
      Signature.getInstance("SHA256withRSA", provider);
      KeyFactory.getInstance("RSA", provider);
      KeyPairGenerator.getInstance("RSA", provider);
      return provider;
    } catch (ClassNotFoundException absent) {
      return null;
    } catch (InvocationTargetException e) {
      obstacle = e.getCause() == null ? e : e.getCause();
    } catch (Exception | LinkageError e) {
      obstacle = e;
    }
    System.getLogger(NativeRsa.class.getName())
        .log(Level.DEBUG, "A native provider is not used: " + obstacle, obstacle);
    return null;
  }
}
