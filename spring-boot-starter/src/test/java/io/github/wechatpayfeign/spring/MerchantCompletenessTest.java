package io.github.wechatpayfeign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MerchantCompletenessTest {

  private static final String VERIFIES = " public-key-id=P public-key=k";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mchid=1 merchant-serial=0A private-key=k" + VERIFIES,
        "mchid=1 certificate=c private-key=k" + VERIFIES,
        "mchid=1 merchant-serial=0A certificate=c private-key=k" + VERIFIES,
        "mchid=1 private-key=k private-key-passphrase=p certificate=c" + VERIFIES,
        "mchid=1 pkcs12=f" + VERIFIES,
        "mchid=1 pkcs12=f pkcs12-password=p" + VERIFIES,
        "mchid=1 ssl-bundle=b" + VERIFIES,
        "mchid=1 ssl-bundle=b api-v3-key=k",
        "mchid=1 ssl-bundle=b platform-certificates=c",
        "mchid=1 ssl-bundle=b api-v3-key=k" + VERIFIES
      })
  void takesWhatIsEnough(String properties) {
    assertThatCode(() -> check("wechatpay", properties)).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "mchid, merchant-serial=0A private-key=k" + VERIFIES,
    "mchid, mchid= merchant-serial=0A private-key=k" + VERIFIES,
    "merchant-serial, mchid=1 private-key=k" + VERIFIES,
    "private-key, mchid=1 merchant-serial=0A" + VERIFIES,
    "private-key, mchid=1 pkcs12=f private-key-passphrase=p" + VERIFIES,
    "public-key-id, mchid=1 pkcs12=f public-key=k",
    "public-key, mchid=1 pkcs12=f public-key-id=P",
    "public-key, mchid=1 pkcs12=f public-key-id=P api-v3-key=k",
    "public-key, mchid=1 pkcs12=f",
    "pkcs12, mchid=1 ssl-bundle=b pkcs12-password=p" + VERIFIES
  })
  void namesWhatIsMissing(String missing, String properties) {
    WrongPropertyException thrown = refusal("wechatpay.merchants.shop", properties);

    assertThat(thrown).hasMessageStartingWith("wechatpay.merchants.shop." + missing + ": ");
    assertThat(thrown.remedy()).contains("wechatpay.merchants.shop." + missing + " to ");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "wechatpay.private-key, wechatpay.pkcs12 | private-key=k pkcs12=f",
        "wechatpay.private-key, wechatpay.ssl-bundle | private-key=k ssl-bundle=b",
        "wechatpay.pkcs12, wechatpay.ssl-bundle | pkcs12=f ssl-bundle=b",
        "wechatpay.private-key, wechatpay.pkcs12, wechatpay.ssl-bundle"
            + " | private-key=k pkcs12=f ssl-bundle=b",
        "wechatpay.certificate | pkcs12=f certificate=c",
        "wechatpay.certificate | ssl-bundle=b certificate=c"
      })
  void namesWhatDoesNotGoTogether(String names, String properties) {
    WrongPropertyException thrown = refusal("wechatpay", "mchid=1 " + properties + VERIFIES);

    assertThat(thrown).hasMessageStartingWith(names + ": ");
  }

  @Test
  void tellsAllThatAMerchantNeedsIfNothingIsSet() {
    WrongPropertyException thrown = refusal("wechatpay", "connect-timeout=3s");

    assertThat(thrown.problem()).startsWith("wechatpay.mchid: ");
    assertThat(thrown.remedy())
        .contains(
            "wechatpay.mchid to ",
            "wechatpay.merchant-serial to ",
            "wechatpay.private-key to ",
            "wechatpay.public-key-id to ",
            "wechatpay.public-key to ",
            "@WithWechatPaySimulator",
            "wechatpay.enabled");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mchid",
        "merchant-serial",
        "private-key",
        "certificate",
        "pkcs12",
        "ssl-bundle",
        "public-key-id",
        "public-key",
        "platform-certificates",
        "api-v3-key"
      })
  void namesAPlaceholderWithoutAValue(String property) {
    assertThat(refusal("wechatpay", property + "=secret-${PAY_VALUE}"))
        .hasMessageStartingWith("wechatpay." + property + ": ")
        .hasMessageContaining("${PAY_VALUE}")
        .hasMessageNotContaining("secret-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"private-key-passphrase", "pkcs12-password"})
  void takesAPasswordForAPlaceholderOnlyIfItIsNothingElse(String property) {
    assertThat(refusal("wechatpay", property + "=${PAY_VALUE}"))
        .hasMessageStartingWith("wechatpay." + property + ": ");
    assertThat(refusal("wechatpay", property + "=a${PAY_VALUE}"))
        .hasMessageStartingWith("wechatpay.mchid: ");
  }

  private static WrongPropertyException refusal(String prefix, String properties) {
    WrongPropertyException thrown =
        catchThrowableOfType(WrongPropertyException.class, () -> check(prefix, properties));
    assertThat(thrown).as(properties).isNotNull();
    return thrown;
  }

  private static void check(String prefix, String properties) {
    new MerchantCompleteness(prefix, Starter.properties(properties.split(" "))).check();
  }
}
