package io.github.wechatpayfeign.springtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.sample.CancellationApplication;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What the Actuator endpoints show if they may show everything. */
class ActuatorTest {

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();
  private static final String API_V3_KEY = "0123456789abcdefghijklmnopqrstuv";
  private static final String PASSPHRASE = "open-sesame-of-the-key";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path folder;

  private static @Nullable ConfigurableApplicationContext application;
  private static @Nullable Path privateKey;

  @BeforeAll
  static void start() {
    KeyFiles files = new KeyFiles(folder, SIMULATOR);
    Path key = files.encryptedPrivateKey(PASSPHRASE);
    privateKey = key;
    application =
        new SpringApplicationBuilder(CancellationApplication.class)
            .initializers(ActuatorTest::addEnvironmentVariables)
            .run(
                "--server.port=0",
                "--management.endpoints.web.exposure.include=*",
                "--management.endpoint.env.show-values=always",
                "--management.endpoint.configprops.show-values=always",
                "--wechatpay.base-url=" + SIMULATOR.baseUrl(),
                "--wechatpay.mchid=" + SIMULATOR.mchid(),
                "--wechatpay.certificate=" + files.certificate(),
                "--wechatpay.privateKey=" + key,
                "--wechatpay.private-key-passphrase=" + PASSPHRASE,
                "--wechatpay.public-key-id=" + SIMULATOR.publicKeyId(),
                "--wechatpay.public-key=" + SIMULATOR.publicKeyPem(),
                "--wechatpay.reload=true",
                "--wechatpay.reload-interval=10ms",
                "--wechatpay.merchants.shop.mchid=1900000222",
                "--wechatpay.merchants.shop.merchant-serial=0A01",
                "--wechatpay.merchants.shop.private-key="
                    + files.write("shop.pem", SIMULATOR.merchantPrivateKeyPem()));
  }

  private static void addEnvironmentVariables(ConfigurableApplicationContext context) {
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                "test-systemEnvironment",
                Map.of(
                    "WECHATPAY_API_V3_KEY", API_V3_KEY,
                    "WECHATPAY_MERCHANTS_SHOP_APIV3KEY", API_V3_KEY)));
  }

  @AfterAll
  static void stop() {
    Objects.requireNonNull(application).close();
    SIMULATOR.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"configprops", "env", "beans", "conditions", "health", "wechatpay"})
  void showNoSecret(String endpoint) {
    String shown = get(endpoint);

    assertThat(shown)
        .startsWith("{")
        .doesNotContain(API_V3_KEY, PASSPHRASE, "BEGIN PRIVATE", "BEGIN ENCRYPTED")
        .doesNotContain(String.valueOf(privateKey));
  }

  @ParameterizedTest
  @ValueSource(strings = {"configprops", "env"})
  void showWhatIsNoSecret(String endpoint) {
    assertThat(get(endpoint)).contains(SIMULATOR.baseUrl(), SIMULATOR.mchid(), "******");
  }

  @Test
  void showTheHealthWithoutACallToTheGateway() {
    long before = SIMULATOR.requestCount();

    assertThat(get("health"))
        .contains(
            "\"details\":{\"domain\":\"main\",\"keys\":{\""
                + SIMULATOR.mchid()
                + "\":{\"state\":\"in use\",\"merchantKeyDays\":29}")
        .contains("\"1900000222\":{\"state\":\"in use\"}");
    assertThat(SIMULATOR.requestCount()).isEqualTo(before);
  }

  @Test
  void showWhatDoctorKnowsWithoutARequest() {
    long before = SIMULATOR.requestCount();

    assertThat(get("wechatpay"))
        .contains(
            "\"mchid\":\"" + SIMULATOR.mchid() + "\"",
            "\"mchid\":\"1900000222\"",
            "\"baseUrl\":\"" + SIMULATOR.baseUrl() + "\"",
            "\"domain\":\"main\"",
            "\"serial\":\"" + SIMULATOR.merchantSerial() + "\"",
            "\"days\":29",
            "\"serial\":\"" + SIMULATOR.publicKeyId() + "\"")
        .doesNotContain("BEGIN", API_V3_KEY, PASSPHRASE);
    assertThat(SIMULATOR.requestCount()).isEqualTo(before);
  }

  @Test
  void showThatNewKeysDoNotLoad() throws IOException {
    Path key = Objects.requireNonNull(privateKey);
    byte[] good = Files.readAllBytes(key);
    Files.writeString(key, "half of a ke");
    try {
      long start = System.nanoTime();
      while (!get("health").contains("previous keys in use")) {
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
      }
      assertThat(get("health"))
          .contains("because the new ones do not load: wechatpay.private-key: The file")
          .doesNotContain("DOWN", "OUT_OF_SERVICE");
    } finally {
      Files.write(key, good);
    }
    long start = System.nanoTime();
    while (get("health").contains("previous keys in use")) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
    }
  }

  private static String get(String endpoint) {
    String port =
        Objects.requireNonNull(application)
            .getEnvironment()
            .getRequiredProperty("local.server.port");
    try {
      return HTTP.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + port + "/actuator/" + endpoint))
                  .build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
