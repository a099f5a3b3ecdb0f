package io.github.wechatpayfeign.springtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.nio.file.Path;
import java.util.Objects;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A wrong property stops the start, and the failure analysis names it and the fix. */
class WrongPropertiesTest {

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();
  private static final String INSIDE_OF_A_KEY =
      SIMULATOR.merchantPrivateKeyPem().replaceAll("-----.*-----|\\n", "");

  @TempDir static Path folder;

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  /** Properties are replaced by later ones; a blank one is a missing one. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          wechatpay.mchid=        | wechatpay.mchid: It is missing. | Set wechatpay.mchid to your merchant number, such as "1900000109".
          wechatpay.mchid=19 00   | wechatpay.mchid: The mchid must be 1 to 32 letters, digits, _ or -, but is "19 00". | Set wechatpay.mchid to your merchant number
          wechatpay.merchant-serial= | wechatpay.merchant-serial: It is missing. | Set wechatpay.merchant-serial to the serial of the merchant API certificate, in quotes in YAML
          wechatpay.merchant-serial=Infinity | wechatpay.merchant-serial: The serial of the merchant API certificate must be 1 to 40 hexadecimal digits, but is "Infinity". | in quotes in YAML
          wechatpay.private-key=  | wechatpay.private-key: It is missing. | Set wechatpay.private-key to the location of apiclient_key.pem, such as file:/etc/wechatpay/apiclient_key.pem, or its PEM text
          wechatpay.private-key=/nowhere/apiclient_key.pem | wechatpay.private-key: The file /nowhere/apiclient_key.pem does not exist. | Set wechatpay.private-key to the location
          wechatpay.private-key=classpath:nowhere.pem | wechatpay.private-key: The resource classpath:nowhere.pem does not exist. | Set wechatpay.private-key to the location
          wechatpay.private-key=base64:%%% | wechatpay.private-key: The resource base64:... cannot be opened. | Set wechatpay.private-key to the location
          wechatpay.public-key-id= | wechatpay.public-key-id: It is missing. | Set wechatpay.public-key-id to the id that the merchant portal shows, PUB_KEY_ID_...
          wechatpay.public-key=   | wechatpay.public-key: It is missing. | Set wechatpay.public-key to the location of WeChat Pay's pub_key.pem
          wechatpay.public-key-id=PUB | wechatpay.public-key-id, wechatpay.public-key: The WeChat Pay public key id must be PUB_KEY_ID_ | Set wechatpay.public-key-id to
          wechatpay.api-v3-key=short | wechatpay.api-v3-key: The APIv3 key must have 32 characters, but has 5 | Set wechatpay.api-v3-key to the 32 characters
          wechatpay.pkcs12=a.p12  | wechatpay.private-key, wechatpay.pkcs12: Each of them sets a private key. | Keep one of them.
          wechatpay.pkcs12-password=x | wechatpay.pkcs12: It is missing. | Set wechatpay.pkcs12 to the location of apiclient_cert.p12
          wechatpay.platform-certificates=/nowhere.pem | wechatpay.platform-certificates: The file /nowhere.pem does not exist. | Set wechatpay.platform-certificates to the locations
          wechatpay.api-v3-key=25710087025710087025710087 | wechatpay.api-v3-key: The APIv3 key must have 32 characters, but has 26 | in quotes in YAML: without quotes, YAML reads digits as a number
          wechatpay.mchid=${PAY_MCHID} | wechatpay.mchid: The placeholder ${PAY_MCHID} has no value. | Set the property or the environment variable PAY_MCHID
          wechatpay.private-key=file:${PAY_FOLDER}/apiclient_key.pem | wechatpay.private-key: The placeholder ${PAY_FOLDER} has no value. | Set the property or the environment variable PAY_FOLDER
          wechatpay.platform-certificates=${pay.certificate} | wechatpay.platform-certificates: The placeholder ${pay.certificate} has no value. | variable pay.certificate
          wechatpay.private-key-passphrase=${PAY_PASSPHRASE} | wechatpay.private-key-passphrase: The placeholder ${PAY_PASSPHRASE} has no value. | PAY_PASSPHRASE
          wechatpay.base-url=${PAY_URL} | wechatpay.base-url: The placeholder ${PAY_URL} has no value. | PAY_URL
          wechatpay.merchants.shop=x | wechatpay.merchants.shop: It is not a merchant. | Set the properties of the merchant below it, such as wechatpay.merchants.shop.mchid.
          wechatpay.merchants.shop.mchid=1900000222 | wechatpay.merchants.shop.private-key: It is missing. | Set wechatpay.merchants.shop.private-key
          wechatpay.guards=breaker | wechatpay.guards: There is no CallGuard bean with the name "breaker". | Set wechatpay.guards to one or more of [].
          wechatpay.close.deadline=2h | wechatpay.close.deadline: The deadline of a close policy must be PT0.001S to PT1H, but is PT2H. | Set wechatpay.close.deadline to a duration of 1 ms to 1 hour
          wechatpay.close.attempts=21 | wechatpay.close.attempts: The attempts of a close policy must be 1 to 20, but are 21. | 1 to 20, such as 4.
          wechatpay.close.pause=2m | wechatpay.close.pause: The pause of a close policy must be | a duration of 0 to 1 minute
          wechatpay.close.paying-pause=-1s | wechatpay.close.paying-pause: The payingPause of a close policy must be | a duration of 0 to 1 hour
          wechatpay.proxy.port=8080 | wechatpay.proxy.host: It is missing. | the name or the address of the proxy
          wechatpay.proxy.host=egress | wechatpay.proxy.port: It is missing. | Set wechatpay.proxy.port to 1 to 65535.
          wechatpay.tls.ssl-bundle=egress | wechatpay.tls.ssl-bundle: There is no SSL bundle "egress". | a bundle under spring.ssl.bundle
          wechatpay.reload=true   | wechatpay.reload: It is true, but no key of any merchant is read from a file. | set wechatpay.reload to false.
          wechatpay.base-url=http://example.com | wechatpay.base-url: The base URL http://example.com is neither https nor plain http | Set wechatpay.base-url to an https URL
          wechatpay.backup-base-url=https://127.0.0.1/other | wechatpay.backup-base-url: The base URL https://127.0.0.1/other must have the same path | with the path of wechatpay.base-url.
          wechatpay.connect-timeout=0s | wechatpay.connect-timeout: It must be 1 ms to 10 minutes, but is PT0S. | Set wechatpay.connect-timeout to a duration of 1 ms to 10 minutes, such as 3s.
          wechatpay.read-timeout=11m | wechatpay.read-timeout: It must be 1 ms to 10 minutes, but is PT11M. | Set wechatpay.read-timeout to a duration
          wechatpay.write-timeout=-1s | wechatpay.write-timeout: It must be 1 ms to 10 minutes, but is PT-1S. | Set wechatpay.write-timeout to a duration
          wechatpay.deadline=0    | wechatpay.deadline: The deadline must be 1 ms to 10 minutes, but is PT0S. | Set wechatpay.deadline to a duration of 1 ms to 10 minutes, such as 20s.
          wechatpay.certificate-refresh=30h | wechatpay.certificate-refresh: The certificateRefresh must be 1 minute to 24 hours, but is PT30H. | Set wechatpay.certificate-refresh to a duration
          wechatpay.retry.max-attempts=11 | wechatpay.retry.max-attempts: The maxAttempts of a retry policy must be 1 to 10, but is 11. | Set wechatpay.retry.max-attempts to 1 to 10.
          wechatpay.retry.base-delay=6s | wechatpay.retry.base-delay, wechatpay.retry.max-delay: The maxDelay | Set wechatpay.retry.base-delay, wechatpay.retry.max-delay to durations
          wechatpay.retry.retry-after-limit=-1s | wechatpay.retry.retry-after-limit: The retryAfterLimit | Set wechatpay.retry.retry-after-limit to
          wechatpay.retry.budget=-1 | wechatpay.retry.budget: The budget of a retry policy must be 0 or more, but is -1. | Set wechatpay.retry.budget to 0 or more
          """)
  void namesThePropertyAndTheFix(String property, String problem, String remedy) {
    FailureAnalysis analysis =
        StartFailures.analysis(Applications.of(SIMULATOR).withPropertyValues(property));

    assertThat(analysis.getDescription()).contains(problem);
    assertThat(analysis.getAction()).contains(remedy);
  }

  @Test
  void saysWhatToSetIfNothingIsSet() {
    FailureAnalysis analysis = StartFailures.analysis(Applications.bare());

    assertThat(analysis.getDescription())
        .isEqualTo(
            "WeChat Pay cannot be set up:\n\n    wechatpay.mchid: No merchant is configured.");
    assertThat(analysis.getAction())
        .contains(
            "Set wechatpay.mchid to ",
            "; and wechatpay.merchant-serial to ",
            "; and wechatpay.private-key to ",
            "; and wechatpay.public-key-id to ",
            "; and wechatpay.public-key to ",
            "@WithWechatPaySimulator",
            "wechatpay.enabled to false.");
  }

  @Test
  void saysWhichKeyVerifiesAnswers() {
    FailureAnalysis analysis =
        StartFailures.analysis(
            Applications.of(SIMULATOR)
                .withPropertyValues("wechatpay.public-key=", "wechatpay.public-key-id="));

    assertThat(analysis.getDescription())
        .contains("wechatpay.public-key: No key is set to verify answers with.");
    assertThat(analysis.getAction())
        .contains("wechatpay.api-v3-key or wechatpay.platform-certificates.");
  }

  @Test
  void saysWhichPropertiesDoNotGoTogether() {
    KeyFiles files = new KeyFiles(folder, SIMULATOR);
    FailureAnalysis analysis =
        StartFailures.analysis(
            Applications.of(SIMULATOR)
                .withPropertyValues(
                    "wechatpay.certificate=" + files.certificate(),
                    "wechatpay.private-key=" + files.otherPrivateKey()));

    assertThat(analysis.getDescription())
        .contains(
            "wechatpay.merchant-serial, wechatpay.private-key, wechatpay.certificate,"
                + " wechatpay.public-key: The private key does not belong to the certificate");
  }

  /** Each of these is a text where a value of another kind belongs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "wechatpay.merchants.shop.allow-expired-certificate=maybe",
        "wechatpay.merchants.shop.read-timeout=soon",
        "wechatpay.allow-expired-certificate=maybe",
        "wechatpay.deadline=soon",
        "wechatpay.proxy.type=ftp"
      })
  void leavesAValueOfTheWrongTypeToTheAnalysisOfSpringBoot(String property) {
    String name = property.substring(0, property.indexOf('='));
    Applications.of(SIMULATOR)
        .withPropertyValues(property)
        .run(
            context -> {
              assertThat(context).hasFailed();
              assertThat(context)
                  .getFailure()
                  .hasStackTraceContaining("Failed to bind properties under '" + name + "'")
                  .hasStackTraceContaining("BindException")
                  .satisfies(
                      failure ->
                          assertThat(Throwables.getStackTrace(failure))
                              .doesNotContain(
                                  "WrongPropertyException", "Give the merchant a name"));
            });
  }

  @Test
  void acceptsAPasswordThatLooksLikeAPlaceholder() {
    KeyFiles files = new KeyFiles(folder, SIMULATOR);
    Applications.of(SIMULATOR)
        .withPropertyValues(
            "wechatpay.private-key=" + files.encryptedPrivateKey("open ${sesame}"),
            "wechatpay.private-key-passphrase=open ${sesame}")
        .run(context -> assertThat(context).hasNotFailed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"wechatpay.base-url=", "wechatpay.backup-base-url= "})
  void treatsABlankUrlAsMissing(String property) {
    Applications.bare()
        .withPropertyValues(Applications.merchant("wechatpay", SIMULATOR))
        .withPropertyValues(property)
        .run(
            context ->
                assertThat(context.getBean(WechatPay.class).baseUrl())
                    .isEqualTo("https://api.mch.weixin.qq.com"));
  }

  @Test
  void namesAMerchantOfTheMap() {
    FailureAnalysis analysis =
        StartFailures.analysis(
            Applications.bare().withPropertyValues("wechatpay.merchants.shop.mchid=1900000109"));

    assertThat(analysis.getDescription()).contains("wechatpay.merchants.shop.private-key: It is");
  }

  @Test
  void asksForTheNameOfAMerchantWithoutShowingItsKey() {
    FailureAnalysis analysis =
        StartFailures.analysis(
            Applications.bare()
                .withPropertyValues(
                    "wechatpay.merchants.private-key=" + SIMULATOR.merchantPrivateKeyPem()));

    assertThat(analysis.getDescription())
        .contains("wechatpay.merchants.private-key: It is not a merchant.")
        .doesNotContain(INSIDE_OF_A_KEY.substring(40, 80));
    assertThat(analysis.getAction())
        .isEqualTo("Give the merchant a name: set wechatpay.merchants.<name>.private-key.");
  }

  @Test
  void neverShowsAKeyWithoutPemLines() {
    ApplicationContextRunner application =
        Applications.of(SIMULATOR).withPropertyValues("wechatpay.private-key=" + INSIDE_OF_A_KEY);
    FailureAnalysis analysis = StartFailures.analysis(application);

    assertThat(analysis.getDescription())
        .contains("wechatpay.private-key: The value is neither a location nor PEM text");
    application.run(
        context ->
            assertThat(
                    Throwables.getStackTrace(Objects.requireNonNull(context.getStartupFailure())))
                .contains("wechatpay.private-key")
                .doesNotContain(INSIDE_OF_A_KEY.substring(40, 80)));
  }

  @Test
  void refusesAMerchantThatIsConfiguredTwice() {
    FailureAnalysis analysis =
        StartFailures.analysis(
            Applications.of(SIMULATOR)
                .withPropertyValues(Applications.merchant("wechatpay.merchants.shop", SIMULATOR)));

    assertThat(analysis.getDescription())
        .contains(
            "wechatpay.merchants.shop: The merchant "
                + SIMULATOR.mchid()
                + " is configured twice.");
  }
}
