package io.github.wechatpayfeign.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** A Signature is used again, but never by two at a time, and never after a failure. */
class SpareSignaturesTest {

  private static final Key KEY = new SecretKeySpec(new byte[1], "any");

  private final SpareSignatures spares = new SpareSignatures(Security.getProvider("SunRsaSign"));

  private Signature one(Key key) throws GeneralSecurityException {
    return spares.with(key, signature -> signature);
  }

  @Test
  void givesTheSameObjectAgain() throws GeneralSecurityException {
    Signature first = one(KEY);

    assertThat(one(KEY)).isSameAs(first);
    assertThat(first.getAlgorithm()).isEqualTo("SHA256withRSA");
  }

  @Test
  void givesAnotherObjectWhileOneIsInUse() throws GeneralSecurityException {
    boolean same = spares.with(KEY, outer -> spares.<Boolean>with(KEY, inner -> inner == outer));

    assertThat(same).isFalse();
  }

  @Test
  void givesNoObjectToAnotherKey() throws GeneralSecurityException {
    Signature first = one(KEY);
    Key equal = new SecretKeySpec(new byte[1], "any");

    assertThat(one(equal)).isNotSameAs(first);
  }

  /** Amazon's provider destroys a key that it converted, when its object gets another key. */
  @Test
  void leavesTheKeysOfOtherMerchantsAlone() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    List<Merchant> merchants = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      merchants.add(
          Merchant.builder()
              .mchid("190000919" + i)
              .merchantSerial("5F1C72E2A8931B72A2E13AF8DEE92471EB397115")
              .privateKey(generator.generateKeyPair().getPrivate())
              .wechatPayPublicKey("PUB_KEY_ID_0" + i, generator.generateKeyPair().getPublic())
              .build());
    }
    byte[] text = {1, 2, 3};
    for (int i = 0; i < 30; i++) {
      Merchant merchant = merchants.get(i % 3);
      VerificationKey key = merchant.verificationKeys().all().iterator().next();

      assertThat(merchant.verify(key, merchant.sign(text), text)).isFalse();
    }
  }

  @Test
  void dropsAnObjectWhoseUseFailed() throws GeneralSecurityException {
    Signature first = one(KEY);

    assertThatThrownBy(
            () ->
                spares.with(
                    KEY,
                    signature -> {
                      throw new SignatureException("broken");
                    }))
        .isInstanceOf(SignatureException.class);

    assertThat(one(KEY)).isNotSameAs(first);
  }

  @Test
  void neverGivesAnObjectToTwoThreadsAtATime() throws Exception {
    Set<Signature> inUse = ConcurrentHashMap.newKeySet();
    Callable<Boolean> use =
        () -> {
          boolean alone = true;
          for (int i = 0; i < 2_000; i++) {
            alone &=
                spares.<Boolean>with(
                    KEY,
                    signature -> {
                      boolean added = inUse.add(signature);
                      boolean removed = inUse.remove(signature);
                      return added && removed;
                    });
          }
          return alone;
        };
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> uses = threads.invokeAll(Stream.generate(() -> use).limit(8).toList());
      for (Future<Boolean> each : uses) {
        assertThat(each.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
