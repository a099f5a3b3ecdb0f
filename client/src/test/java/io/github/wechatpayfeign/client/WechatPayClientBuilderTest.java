package io.github.wechatpayfeign.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import feign.Request;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantSource;
import io.github.wechatpayfeign.openssl.OpenSsl;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ranges, defaults and messages of the settings, and the HTTP client that they lead to. */
class WechatPayClientBuilderTest {

  private static final String MAIN = "https://main.example";
  private static final String BACKUP = "https://backup.example";

  @TempDir static Path folder;

  private static Merchant merchant;

  @BeforeAll
  static void makeKeys() {
    OpenSsl openSsl = new OpenSsl(folder);
    Path wechatPay = openSsl.rsaKey("wechatpay.pem", 2048);
    merchant =
        Merchant.builder()
            .mchid("1900009191")
            .merchantSerial("0A")
            .privateKey(openSsl.rsaKey("apiclient_key.pem", 2048))
            .wechatPayPublicKey("PUB_KEY_ID_01", openSsl.publicKey(wechatPay, "pub_key.pem"))
            .build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PT0S", "PT0.000999999S", "PT-1S", "PT-0.000000001S", "PT10M0.000000001S", "PT1H"})
  void refusesADeadlineOutOfRange(Duration deadline) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().deadline(deadline))
        .withMessage("The deadline must be 1 ms to 10 minutes, but is " + deadline);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.001S", "PT20S", "PT10M"})
  void acceptsADeadlineInRange(Duration deadline) {
    assertThat(builder().deadline(deadline).rules().deadline()).isEqualTo(deadline);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PT0S",
        "PT-0.000000001S",
        "PT-1S",
        "PT5M0.000000001S",
        "PT2562047788015215H30M7S"
      })
  void refusesAToleranceOutOfRange(Duration tolerance) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().tolerance(tolerance))
        .withMessage(
            "The tolerance must be more than 0 and at most 5 minutes, but is " + tolerance);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.000000001S", "PT1M", "PT5M"})
  void acceptsAToleranceInRange(Duration tolerance) {
    assertThat(builder().tolerance(tolerance).tolerance()).isEqualTo(tolerance);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "main.example",
        "ftp://main.example",
        "https://",
        "//main.example",
        "https://a b",
        "https://main.example:99999"
      })
  void refusesADomainThatIsNoUrl(String url) {
    String message = "The domain " + url + " is not an http or https URL";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().backup(url, BACKUP))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().backup(MAIN, url))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://main.example",
        "https://main.example/",
        "https://MAIN.example",
        "https://main.example:443",
        "https://main.example/path?query#fragment",
        "https://user:password@main.example"
      })
  void refusesTheMainDomainAsItsOwnBackup(String backup) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().backup(MAIN, backup))
        .withMessage(
            "The backup " + backup.replace("user:password", "...") + " is the main domain itself");
  }

  @Test
  void keepsTheDomainsThatItHadWhereNewOnesAreRefused() {
    WechatPayClientBuilder builder = builder().backup(MAIN, BACKUP);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.backup("https://other", "no url"));

    assertThat(failover(builder).first()).isEqualTo(HttpUrl.get(MAIN));
    assertThat(failover(builder).covers(HttpUrl.get("https://other"))).isFalse();
  }

  @Test
  @SuppressWarnings("NullAway")
  void refusesNull() {
    assertThatNullPointerException()
        .isThrownBy(() -> WechatPayClient.builder((MerchantSource) null))
        .withMessage("merchant");
    assertThatNullPointerException()
        .isThrownBy(() -> builder().okHttpClient(null))
        .withMessage("okHttpClient");
    assertThatNullPointerException()
        .isThrownBy(() -> builder().retryPolicy(null))
        .withMessage("retryPolicy");
    assertThatNullPointerException().isThrownBy(() -> builder().clock(null)).withMessage("clock");
  }

  @Test
  @SuppressWarnings("NullAway")
  void refusesANullThatHasARange() {
    assertThatNullPointerException().isThrownBy(() -> builder().deadline(null));
    assertThatNullPointerException().isThrownBy(() -> builder().tolerance(null));
    assertThatNullPointerException().isThrownBy(() -> builder().backup(null, BACKUP));
    assertThatNullPointerException().isThrownBy(() -> builder().backup(MAIN, null));
  }

  @Test
  void hasTheDefaultsThatItsJavadocNames() {
    CallRules rules = builder().rules();

    assertThat(rules.deadline()).hasSeconds(20);
    assertThat(rules.policy()).isEqualTo(RetryPolicy.standard());
    assertThat(rules.budget().tokens()).isEqualTo(500);
    assertThat(rules.clock()).isEqualTo(Clock.systemUTC());
    assertThat(builder().tolerance()).hasMinutes(5);
    assertThat(builder().ownsHttp()).isTrue();
  }

  @Test
  void hasTheHttpClientThatItsJavadocNames() {
    OkHttpClient http = builder().base();

    assertThat(http.connectTimeoutMillis()).isEqualTo(3_000);
    assertThat(http.readTimeoutMillis()).isEqualTo(10_000);
    assertThat(http.writeTimeoutMillis()).isEqualTo(10_000);
    assertThat(http.dispatcher().getMaxRequests()).isEqualTo(256);
    assertThat(http.dispatcher().getMaxRequestsPerHost()).isEqualTo(256);
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.mch.weixin.qq.com/v3, true",
    "https://api2.mch.weixin.qq.com/v3, false",
    "https://api3.mch.weixin.qq.com/v3, false",
    "http://api.mch.weixin.qq.com/v3, false"
  })
  void hasTheBackupThatTheOfficialPageNames(String url, boolean covered) {
    Failover failover = failover(builder());

    assertThat(failover.first()).isEqualTo(HttpUrl.get("https://api.mch.weixin.qq.com"));
    assertThat(failover.other(failover.first()))
        .isEqualTo(HttpUrl.get("https://api2.mch.weixin.qq.com"));
    assertThat(failover.covers(HttpUrl.get(url))).isEqualTo(covered);
  }

  @Test
  void takesOnlySchemeHostAndPortOfADomain() {
    Failover failover =
        failover(
            builder()
                .backup("http://user:password@localhost:8080/path?query#fragment", BACKUP + "/v3"));

    assertThat(failover.first()).isEqualTo(HttpUrl.get("http://localhost:8080/"));
    assertThat(failover.other(failover.first())).isEqualTo(HttpUrl.get(BACKUP));
  }

  @Test
  void hasNoBackupWhereNoneIsWanted() {
    assertThat(builder().withoutBackup().failover()).isNull();
    assertThat(builder().withoutBackup().backup(MAIN, BACKUP).failover()).isNotNull();
  }

  @Test
  void takesTheBudgetOfThePolicy() {
    RetryPolicy policy = new RetryPolicy(2, Duration.ZERO, Duration.ZERO, Duration.ZERO, 7);

    CallRules rules = builder().retryPolicy(policy).rules();

    assertThat(rules.policy()).isEqualTo(policy);
    assertThat(rules.budget().tokens()).isEqualTo(7);
  }

  @Test
  void takesTheClock() {
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    assertThat(builder().clock(clock).rules().clock()).isSameAs(clock);
  }

  @Test
  void derivesFromTheHttpClientThatItIsGiven() {
    OkHttpClient given =
        new OkHttpClient.Builder()
            .connectTimeout(Duration.ofMillis(1_234))
            .readTimeout(Duration.ofMillis(2_345))
            .build();

    try (WechatPayClient client = builder().okHttpClient(given).build()) {
      Request.Options options = client.options();

      assertThat(options.connectTimeoutMillis()).isEqualTo(1_234);
      assertThat(options.readTimeoutMillis()).isEqualTo(2_345);
      assertThat(options.isFollowRedirects()).isFalse();
    }
    assertThat(given.dispatcher().executorService().isShutdown()).as("not its own").isFalse();
    given.dispatcher().executorService().shutdown();
  }

  @Test
  void changesTheHttpClientInTheOrderOfTheChanges() {
    WechatPayClientBuilder changed =
        builder()
            .changeHttp(http -> http.connectTimeout(Duration.ofMillis(1)))
            .changeHttp(http -> http.connectTimeout(Duration.ofMillis(1_234)))
            .changeHttp(http -> http.followRedirects(true));

    try (WechatPayClient client = changed.build()) {
      assertThat(client.options().connectTimeoutMillis()).isEqualTo(1_234);
      assertThat(client.options().readTimeoutMillis()).as("untouched").isEqualTo(10_000);
      assertThat(client.options().isFollowRedirects()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api2.mch.weixin.qq.com",
        "http://10.0.0.1",
        "http://127.0.0.1.example.com"
      })
  void refusesABackupThatWouldDropTls(String backup) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().backup("https://api.mch.weixin.qq.com", backup))
        .withMessage("The backup " + backup + " must be https, because the main domain is");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:1", "http://127.1.2.3:1", "http://[::1]:1"})
  void takesAPlainBackupOnThisMachine(String backup) {
    assertThat(builder().backup("https://api.mch.weixin.qq.com", backup).failover()).isNotNull();
  }

  @Test
  void buildsAClientThatPrefersTheMainDomain() {
    try (WechatPayClient client = builder().build()) {
      assertThat(client.prefersBackup()).isFalse();
      assertThat(client.options().connectTimeoutMillis()).isEqualTo(3_000);
      assertThat(client.options().readTimeoutMillis()).isEqualTo(10_000);
      assertThat(client.options().isFollowRedirects()).isFalse();
    }
    assertThatCode(() -> builder().withoutBackup().build().close()).doesNotThrowAnyException();
  }

  private static Failover failover(WechatPayClientBuilder builder) {
    return Objects.requireNonNull(builder.failover());
  }

  private static WechatPayClientBuilder builder() {
    return WechatPayClient.builder(merchant);
  }
}
