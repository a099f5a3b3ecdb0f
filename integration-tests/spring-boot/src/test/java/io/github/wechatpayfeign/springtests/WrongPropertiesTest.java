package io.github.wechatpayfeign.springtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** A wrong property ends the start, and the analysis names it and tells the fix. */
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
          wechatpay.mchid=19 00   | wechatpay.mchid: The mchid must be 1 to 32 letters or digits, but is "19 00". | Set wechatpay.mchid to your merchant number
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
          wechatpay.pkcs12=a.p12  | wechatpay.private-key, wechatpay.pkcs12: Each of them gives a private key. | Keep one of them.
          wechatpay.pkcs12-password=x | wechatpay.pkcs12: It is missing. | Set wechatpay.pkcs12 to the location of apiclient_cert.p12
          wechatpay.platform-certificates=/nowhere.pem | wechatpay.platform-certificates: The file /nowhere.pem does not exist. | Set wechatpay.platform-certificates to the locations
          wechatpay.reload=true   | wechatpay.reload: It is true, but no key under wechatpay is read from a file. | set wechatpay.reload to false.
          wechatpay.base-url=http://example.com | wechatpay.base-url: The base URL http://example.com is neither https nor plain http | Set wechatpay.base-url to an https URL
          wechatpay.backup-base-url=https://127.0.0.1/other | wechatpay.backup-base-url: The base URL https://127.0.0.1/other must have the path | with the path of wechatpay.base-url.
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
    FailureAnalysis analysis = analysis(Applications.of(SIMULATOR).withPropertyValues(property));

    assertThat(analysis.getDescription()).contains(problem);
    assertThat(analysis.getAction()).contains(remedy);
  }

  @Test
  void saysWhatToSetWhereNothingIsSet() {
    FailureAnalysis analysis = analysis(Applications.bare());

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
  void saysWhatToVerifyAnswersWith() {
    FailureAnalysis analysis =
        analysis(
            Applications.of(SIMULATOR)
                .withPropertyValues("wechatpay.public-key=", "wechatpay.public-key-id="));

    assertThat(analysis.getDescription())
        .contains("wechatpay.public-key: Nothing is set to verify answers with.");
    assertThat(analysis.getAction())
        .contains("wechatpay.api-v3-key or wechatpay.platform-certificates.");
  }

  @Test
  void saysWhichPropertiesDoNotGoTogether() {
    KeyFiles files = new KeyFiles(folder, SIMULATOR);
    FailureAnalysis analysis =
        analysis(
            Applications.of(SIMULATOR)
                .withPropertyValues(
                    "wechatpay.certificate=" + files.certificate(),
                    "wechatpay.private-key=" + files.otherPrivateKey()));

    assertThat(analysis.getDescription())
        .contains(
            "wechatpay.merchant-serial, wechatpay.private-key, wechatpay.certificate,"
                + " wechatpay.public-key: The private key does not belong to the certificate");
  }

  @Test
  void namesAMerchantOfTheMap() {
    FailureAnalysis analysis =
        analysis(
            Applications.bare().withPropertyValues("wechatpay.merchants.shop.mchid=1900000109"));

    assertThat(analysis.getDescription()).contains("wechatpay.merchants.shop.private-key: It is");
  }

  @Test
  void asksForTheNameOfAMerchantWithoutShowingItsKey() {
    FailureAnalysis analysis =
        analysis(
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
  void neverShowsAKeyThatStandsWithoutItsPemLines() {
    ApplicationContextRunner application =
        Applications.of(SIMULATOR).withPropertyValues("wechatpay.private-key=" + INSIDE_OF_A_KEY);
    FailureAnalysis analysis = analysis(application);

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
  void refusesAMerchantThatIsThereTwice() {
    FailureAnalysis analysis =
        analysis(
            Applications.of(SIMULATOR)
                .withPropertyValues(Applications.merchant("wechatpay.merchants.shop", SIMULATOR)));

    assertThat(analysis.getDescription())
        .contains("wechatpay.merchants: The merchant " + SIMULATOR.mchid() + " is there twice.");
  }

  private static FailureAnalysis analysis(ApplicationContextRunner application) {
    AtomicReference<FailureAnalysis> found = new AtomicReference<>();
    application.run(
        context -> {
          assertThat(context).hasFailed();
          found.set(analyzer().analyze(Objects.requireNonNull(context.getStartupFailure())));
        });
    return Objects.requireNonNull(found.get(), "no analysis");
  }

  /** Returns the analyzer of the starter; others of Spring Boot need more than a class to begin. */
  private static FailureAnalyzer analyzer() {
    return SpringFactoriesLoader.forDefaultResourceLocation()
        .load(FailureAnalyzer.class, (type, implementation, failure) -> {})
        .stream()
        .filter(each -> each.getClass().getName().startsWith("io.github.wechatpayfeign"))
        .findFirst()
        .orElseThrow();
  }
}
