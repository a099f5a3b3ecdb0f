package io.github.wechatpayfeign.cli.settings;

import static io.github.wechatpayfeign.cli.settings.RunSignatures.MIN_ORDERS_FOR_NATIVE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Native code is used for runs that are long enough, unless the user decided. */
class RunSignaturesTest {

  private final Optional<String> before =
      Optional.ofNullable(System.getProperty(RunSignatures.PROPERTY));

  @BeforeEach
  void clear() {
    System.clearProperty(RunSignatures.PROPERTY);
  }

  @AfterEach
  void restore() {
    clear();
    before.ifPresent(value -> System.setProperty(RunSignatures.PROPERTY, value));
  }

  @Test
  void leavesAShortRunToTheJdk() {
    RunSignatures.decide(MIN_ORDERS_FOR_NATIVE - 1, false);

    assertThat(System.getProperty(RunSignatures.PROPERTY)).isEqualTo("jvm");
  }

  @Test
  void looksForNativeCodeForALongRunAndForAPipe() {
    RunSignatures.decide(MIN_ORDERS_FOR_NATIVE, false);
    RunSignatures.decide(-1, false);

    assertThat(System.getProperty(RunSignatures.PROPERTY)).isNull();
  }

  @Test
  void looksForNativeCodeForASimulator() {
    RunSignatures.decide(1, true);

    assertThat(System.getProperty(RunSignatures.PROPERTY)).isNull();
  }

  @Test
  void keepsTheChoiceOfTheUser() {
    System.setProperty(RunSignatures.PROPERTY, "conscrypt");

    RunSignatures.decide(1, false);

    assertThat(System.getProperty(RunSignatures.PROPERTY)).isEqualTo("conscrypt");
  }
}
