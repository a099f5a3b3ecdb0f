package io.github.wechatpayfeign.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.wechatpayfeign.cli.CliRun;
import io.github.wechatpayfeign.cli.MerchantArguments;
import io.github.wechatpayfeign.cli.SharedSimulator;
import io.github.wechatpayfeign.cli.TestKeys;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each thing broken in turn, at a simulator: the doctor names that thing. */
class DoctorTest {

  private static final Duration VALIDITY = Duration.ofDays(5 * 365);
  private static final String ORDER = "ORDER-20261123-1";

  private final WechatPaySimulator simulator = SharedSimulator.emptied();
  private final Map<String, String> environment = new HashMap<>();

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void pointAtTheSimulator() {
    environment.putAll(MerchantArguments.environment(simulator, folder));
    simulator.createOrder(ORDER);
  }

  @Test
  void findsNothingWrongWhereAllIsRight() {
    DoctorRun run =
        DoctorRun.of(
            environment, "--order", ORDER, "--certificate", certificateOf(simulator).toString());

    assertThat(run.checks("ok"))
        .containsExactly(
            "mchid",
            "private-key",
            "certificate",
            "key-fits-certificate",
            "merchant-serial",
            "certificate-expiry",
            "public-key-id",
            "public-key",
            "settings",
            "base-url",
            "proxy",
            "dns",
            "tcp",
            "clock",
            "signed-query",
            "verification");
    assertThat(run.checks("skipped")).containsExactly("tls");
    assertThat(run.findings()).hasSize(17);
    assertThat(run.finding("tcp").path("millis").isNumber()).isTrue();
    assertThat(run.finding("tcp").path("subject").asText()).isEqualTo("127.0.0.1");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void changesNothing() {
    DoctorRun.of(environment, "--order", ORDER);

    assertThat(simulator.requests()).allMatch(request -> request.method().equals("GET"));
    assertThat(simulator.history(ORDER)).hasSize(1);
  }

  @Test
  void saysThatAnUnsignedAnswerDoesNotProveThePublicKey() {
    environment.put("WECHATPAY_PUBLIC_KEY", foreignPublicKey());

    DoctorRun run = DoctorRun.of(environment);

    assertThat(run.checks("warning")).containsExactly("verification");
    assertThat(run.finding("verification").path("message").asText())
        .isEqualTo("this answer does not prove the public key: a 404 is not signed");
    assertThat(run.finding("verification").path("fix").asText()).contains("--order NUMBER");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void namesAWrongPublicKeyByTheQueryOfAnOrderThatExists() {
    environment.put("WECHATPAY_PUBLIC_KEY", foreignPublicKey());

    DoctorRun.of(environment, "--order", ORDER)
        .assertOnlyFailure("verification", "WRONG_SIGNATURE: ");
  }

  @Test
  void warnsWhereTheOrderThatShouldExistDoesNot() {
    DoctorRun run = DoctorRun.of(environment, "--order", "ORDER-MISSING");

    assertThat(run.checks("warning")).containsExactly("verification");
    assertThat(run.finding("verification").path("message").asText())
        .startsWith("the query of ORDER-MISSING does not prove the key: 404 ORDER_NOT_EXIST");
  }

  @Test
  void takesASignedAnswerThatThereIsNoSuchOrderForProof() {
    try (WechatPaySimulator signing = WechatPaySimulator.builder().signErrors(true).start()) {
      Map<String, String> right = MerchantArguments.environment(signing, folder);

      assertThat(DoctorRun.of(right).finding("verification").path("message").asText())
          .isEqualTo("the answer is signed, and passes verification");
      DoctorRun.of(CliRun.with(right, "WECHATPAY_PUBLIC_KEY", foreignPublicKey()))
          .assertOnlyFailure("verification", "WRONG_SIGNATURE: ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UNSIGNED, MISSING_HEADER",
    "STALE, EXPIRED_TIMESTAMP",
    "UNKNOWN_SERIAL, UNKNOWN_SERIAL",
    "SIGNTEST, SIGNTEST_PROBE"
  })
  void tellsWhyAnAnswerDoesNotVerify(Falsification how, String reason) {
    simulator.failWhen(request -> Optional.of(Fault.falsify(how)));

    DoctorRun.of(environment, "--order", ORDER).assertOnlyFailure("verification", reason + ": ");
  }

  @Test
  void namesAKeyThatIsNotTheMerchants() {
    environment.put("WECHATPAY_PRIVATE_KEY", foreignPrivateKey());

    DoctorRun.of(environment)
        .assertOnlyFailure(
            "signed-query",
            "the private key does not belong to the merchant API certificate with the serial "
                + simulator.merchantSerial());
  }

  @Test
  void namesAKeyThatDoesNotFitTheCertificate() {
    environment.put("WECHATPAY_PRIVATE_KEY", foreignPrivateKey());
    environment.put("WECHATPAY_CERTIFICATE", certificateOf(simulator).toString());

    DoctorRun run = DoctorRun.of(environment);

    run.assertOnlyFailure("key-fits-certificate", "does not belong to");
    assertThat(run.checks("skipped"))
        .containsExactly("certificate-expiry", "settings", "tls", "signed-query", "verification");
    assertThat(run.checks("ok")).contains("dns", "tcp", "clock");
  }

  @Test
  void namesASerialThatIsNotTheMerchants() {
    String serial = "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C";

    DoctorRun.of(environment, "--merchant-serial", serial)
        .assertOnlyFailure("signed-query", "the gateway does not know the serial " + serial);
    DoctorRun.of(
            environment,
            "--merchant-serial",
            serial,
            "--certificate",
            certificateOf(simulator).toString())
        .assertOnlyFailure(
            "merchant-serial",
            serial
                + " is not the serial of the certificate, which is "
                + simulator.merchantSerial());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--merchant-serial | 1DDE55AD    | is not 40 hexadecimal digits",
        "--mchid           | 19-00       | is not 8 to 10 digits",
        "--public-key-id   | PUB_KEY_ID_ | is not PUB_KEY_ID_ and digits"
      })
  void namesASettingOfTheWrongForm(String option, String value, String message) {
    DoctorRun run = DoctorRun.of(environment, option, value);

    assertThat(run.checks("failure").get(0)).isEqualTo(option.substring(2));
    assertThat(run.finding(option.substring(2)).path("message").asText())
        .isEqualTo(value + " " + message);
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void namesACertificateThatExpired() {
    assertThat(expiryAfter(Duration.ofDays(-1)).path("status").asText()).isEqualTo("failure");
    assertThat(expiryAfter(Duration.ofDays(29)).path("status").asText()).isEqualTo("warning");
    assertThat(expiryAfter(Duration.ofDays(31)).path("status").asText()).isEqualTo("ok");
  }

  private JsonNode expiryAfter(Duration left) {
    Clock whenItWasIssued = Clock.offset(Clock.systemUTC(), left.minus(VALIDITY));
    try (WechatPaySimulator old = WechatPaySimulator.builder().clock(whenItWasIssued).start()) {
      environment.putAll(MerchantArguments.environment(old, folder));
      return DoctorRun.of(environment, "--certificate", certificateOf(old).toString())
          .finding("certificate-expiry");
    }
  }

  @Test
  void namesAPublicKeyIdThatWechatPayDoesNotKnow() {
    DoctorRun run = DoctorRun.of(environment, "--public-key-id", "PUB_KEY_ID_0000000001");

    run.assertOnlyFailure("signed-query", "400 PARAM_ERROR ");
    assertThat(run.finding("signed-query").path("fix").asText())
        .startsWith("compare --public-key-id ");
  }

  @Test
  void namesAMchidThatIsAnothers() {
    DoctorRun run = DoctorRun.of(environment, "--mchid", "1900000009");

    run.assertOnlyFailure("signed-query", "401 SIGN_ERROR ");
    assertThat(run.finding("signed-query").path("fix").asText()).startsWith("compare mchid, ");
  }

  @ParameterizedTest
  @CsvSource({
    "403, NO_AUTH, request the payment product",
    "400, MCH_NOT_EXISTS, compare --mchid",
    "500, SYSTEM_ERROR, try again later",
  })
  void tellsWhatARefusalMeans(int status, String code, String fix) {
    simulator.failWhen(request -> Optional.of(Fault.error(status, code)));

    DoctorRun run = DoctorRun.of(environment);

    run.assertOnlyFailure("signed-query", status + " " + code + " simulated " + code);
    assertThat(run.finding("signed-query").path("fix").asText()).startsWith(fix);
    assertThat(run.checks("skipped")).contains("verification");
  }

  @Test
  void namesAPageOfSomethingInBetween() {
    simulator.failWhen(request -> Optional.of(Fault.html(502)));

    DoctorRun run = DoctorRun.of(environment);

    run.assertOnlyFailure("signed-query", "HTTP 502");
    assertThat(run.finding("signed-query").path("fix").asText())
        .contains("see what is between this machine and WeChat Pay");
  }

  @Test
  void warnsWhereTheGatewayHasNoTime() {
    simulator.failWhen(request -> Optional.of(Fault.error(429, "FREQUENCY_LIMITED")));

    DoctorRun run = DoctorRun.of(environment);

    assertThat(run.checks("warning")).containsExactly("signed-query");
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "600, failure, ahead of",
    "-600, failure, behind",
    "120, warning, ahead of",
    "-120, warning, behind",
    "30, ok, ahead of"
  })
  void comparesTheClocks(long seconds, String status, String direction) {
    Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));

    DoctorRun run = DoctorRun.at(wrong, environment);

    assertThat(run.finding("clock").path("status").asText()).isEqualTo(status);
    assertThat(run.finding("clock").path("message").asText())
        .containsPattern("this machine is \\d+ s " + direction + " the gateway");
    assertThat(run.checks("failure"))
        .isEqualTo(status.equals("failure") ? List.of("clock", "signed-query") : List.of());
  }

  @Test
  void namesAKeyFileThatIsCutOff() {
    String whole = simulator.merchantPrivateKeyPem();
    environment.put(
        "WECHATPAY_PRIVATE_KEY",
        TestKeys.file(folder, "cut.pem", whole.substring(0, whole.length() / 2)));

    DoctorRun.of(environment).assertOnlyFailure("private-key", "cut.pem is cut off");
  }

  @ParameterizedTest
  @ValueSource(strings = {"private-key", "public-key", "certificate", "platform-certificate"})
  void namesAFileThatIsMissing(String option) {
    DoctorRun.of(environment, "--" + option, "missing.pem")
        .assertOnlyFailure(option, "The file missing.pem does not exist");
  }

  @Test
  void namesEverySettingThatIsNotGiven() {
    DoctorRun run = DoctorRun.of(Map.of("WECHATPAY_BASE_URL", simulator.baseUrl()));

    assertThat(run.checks("failure"))
        .containsExactly("mchid", "private-key", "merchant-serial", "public-key-id", "public-key");
    assertThat(run.finding("mchid").path("fix").asText())
        .isEqualTo("give --mchid or WECHATPAY_MCHID");
  }

  @Test
  void namesAKeyThatIsGivenForBothSides() {
    KeyPair own = TestKeys.newKeys();
    environment.put(
        "WECHATPAY_PRIVATE_KEY", TestKeys.file(folder, "own.pem", TestKeys.of(own.getPrivate())));
    environment.put(
        "WECHATPAY_PUBLIC_KEY", TestKeys.file(folder, "pub.pem", TestKeys.of(own.getPublic())));

    DoctorRun.of(environment).assertOnlyFailure("settings", "merchant");
  }

  @Test
  void neverShowsASecret() {
    String secret = "not-32-characters";

    DoctorRun run =
        DoctorRun.of(environment, "--api-v3-key", secret, "--passphrase", "open-sesame");

    run.assertOnlyFailure("api-v3-key", "must have 32 characters, but has 17");
    assertThat(run.findings().toString()).doesNotContain(secret, "open-sesame");
  }

  @Test
  void provesPlatformCertificatesByDownloadingThem() {
    try (WechatPaySimulator certifying =
        WechatPaySimulator.builder().mode(GatewayMode.PLATFORM_CERTIFICATE).start()) {
      environment.clear();
      environment.put("WECHATPAY_BASE_URL", certifying.baseUrl());
      environment.put("WECHATPAY_MCHID", certifying.mchid());
      environment.put("WECHATPAY_MERCHANT_SERIAL", certifying.merchantSerial());
      environment.put(
          "WECHATPAY_PRIVATE_KEY",
          TestKeys.file(folder, "apiclient_key.pem", certifying.merchantPrivateKeyPem()));
      environment.put("WECHATPAY_API_V3_KEY", certifying.apiV3Key());

      assertThat(DoctorRun.of(environment).finding("verification").path("message").asText())
          .isEqualTo("platform certificates were downloaded, and pass verification");
      environment.put("WECHATPAY_API_V3_KEY", "0".repeat(32));
      DoctorRun.of(environment).assertOnlyFailure("verification", "");
    }
  }

  private Path certificateOf(WechatPaySimulator gateway) {
    return Path.of(TestKeys.file(folder, "apiclient_cert.pem", gateway.merchantCertificatePem()));
  }

  private String foreignPrivateKey() {
    return TestKeys.file(folder, "foreign_key.pem", TestKeys.of(TestKeys.newKeys().getPrivate()));
  }

  private String foreignPublicKey() {
    return TestKeys.file(
        folder, "foreign_pub_key.pem", TestKeys.of(TestKeys.newKeys().getPublic()));
  }
}
