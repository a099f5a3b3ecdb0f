package io.github.wechatpayfeign.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys are replaced at once or not at all, and a failure is told until keys load again. */
class ReplaceableMerchantTest {

  private static final KeyPair KEYS = keys();
  private static final KeyPair WECHAT_PAY = keys();

  private final Merchant first = merchant("1900009191");
  private final ReplaceableMerchant replaceable = new ReplaceableMerchant(first);

  @Test
  void replacesAMerchantOnlyByOneWithTheSameMchid() {
    Merchant other = merchant("1900000000");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> replaceable.replace(other))
        .withMessage("The merchant 1900009191 cannot be replaced by another one, 1900000000");
    assertThat(replaceable.merchant()).isSameAs(first);
  }

  @Test
  void reloadsKeys() {
    Merchant successor = merchant("1900009191");

    assertThat(replaceable.reload(() -> successor)).isTrue();

    assertThat(replaceable.merchant()).isSameAs(successor);
    assertThat(replaceable.failure()).isEmpty();
    assertThat(replaceable).hasToString(successor.toString());
  }

  static Stream<Arguments> failingLoaders() {
    return Stream.of(
        Arguments.argumentSet(
            "exception", failing(new IllegalArgumentException("no key")), "no key"),
        Arguments.argumentSet("error", failing(new LinkageError("no class")), "no class"),
        Arguments.argumentSet("null", (Supplier<Merchant>) () -> null, "returned null"),
        Arguments.argumentSet(
            "another merchant", (Supplier<Merchant>) () -> merchant("1900000000"), "1900000000"));
  }

  @ParameterizedTest
  @MethodSource("failingLoaders")
  void keepsTheKeysIfOthersDoNotLoadUntilTheyDo(Supplier<Merchant> load, String reason) {
    assertThat(replaceable.reload(load)).isFalse();

    assertThat(replaceable.merchant()).isSameAs(first);
    assertThat(replaceable.failure().orElseThrow()).hasMessageContaining(reason);

    assertThat(replaceable.reload(() -> merchant("1900009191"))).isTrue();

    assertThat(replaceable.failure()).isEmpty();
  }

  @Test
  void forgetsAFailureWhenTheKeysAreReplacedByHand() {
    assertThat(replaceable.reload(failing(new IllegalStateException("no key")))).isFalse();

    replaceable.replace(merchant("1900009191"));

    assertThat(replaceable.failure()).isEmpty();
  }

  private static Supplier<Merchant> failing(Throwable thrown) {
    return () -> {
      if (thrown instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) thrown;
    };
  }

  private static Merchant merchant(String mchid) {
    return Merchant.builder()
        .mchid(mchid)
        .merchantSerial("0A")
        .privateKey(KEYS.getPrivate())
        .wechatPayPublicKey("PUB_KEY_ID_01", WECHAT_PAY.getPublic())
        .build();
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
