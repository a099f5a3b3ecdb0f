package io.github.wechatpayfeign.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.errors.CallHeldBackException;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The statements and snippets of the pages in {@code docs} are true. */
class DocsTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Path TESTS =
      Path.of("src", "test", "java", "io", "github", "wechatpayfeign");

  private static final Path QUEUES = Path.of("queues").resolve(TESTS).resolve("queues");

  private static final Path SAMPLE =
      Path.of("..", "samples", "orders-boot-4", "src", "test", "java", "com", "example", "orders");

  /**
   * The snippets of the pages are in one of these files, which their module compiles and, but for
   * one, runs.
   */
  private static final List<Path> SNIPPETS =
      List.of(
          TESTS.resolve("integrationtests/docs/ReadmeSnippets.java"),
          TESTS.resolve("integrationtests/docs/DocsSnippets.java"),
          TESTS.resolve("integrationtests/docs/PageSnippets.java"),
          TESTS.resolve("integrationtests/docs/PrepaySnippets.java"),
          TESTS.resolve("integrationtests/docs/RefundSnippets.java"),
          Path.of("order-expiry").resolve(TESTS).resolve("orderexpirytests/ExpirySnippets.java"),
          TESTS.resolve("integrationtests/notification/NoticeServer.java"),
          TESTS.resolve("integrationtests/reactive/ReactiveOrders.java"),
          TESTS.resolve("integrationtests/reactive/ReactiveSnippets.java"),
          Path.of("spring-boot").resolve(TESTS).resolve("springtests/expiry/ShopNotices.java"),
          Path.of("peers").resolve(TESTS).resolve("peers/PeerSnippets.java"),
          Path.of("peers").resolve(TESTS).resolve("peers/ContainerSnippet.java"),
          QUEUES.resolve("ExpiredOrderCloser.java"),
          QUEUES.resolve("OrderTable.java"),
          QUEUES.resolve("RabbitMqRecipe.java"),
          QUEUES.resolve("RocketMqRecipe.java"),
          QUEUES.resolve("XxlJobRecipe.java"),
          QUEUES.resolve("RedissonRecipe.java"),
          QUEUES.resolve("MovingOver.java"),
          Path.of("spring-boot").resolve(TESTS).resolve("sample/CancellationTest.java"),
          SAMPLE.resolve("CancellationSliceTest.java"),
          SAMPLE.resolve("CancellationMockTest.java"));

  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  /** Chinese pages show the same code, which {@link BilingualPagesTest} compares. */
  static List<Arguments> javaBlocks() throws IOException {
    return LinksTest.docs().stream()
        .filter(page -> !page.startsWith(Bilingual.CHINESE))
        .flatMap(
            page -> JAVA.matcher(text(page)).results().map(b -> Arguments.of(page, b.group(1))))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("javaBlocks")
  void showOnlyCompilableJava(Path page, String block) {
    assertThat(SNIPPETS)
        .anySatisfy(
            source -> assertThat(withoutLayout(text(source))).contains(withoutLayout(block)));
  }

  @Test
  void showMetersOfEachClient() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    try (WechatPay wechatPay =
        DocsSnippets.measured(TestGateway.merchant(), ObservationRegistry.create(), meters)) {
      assertThat(wechatPay.prefersBackup()).isFalse();
      assertThat(meters.getMeters())
          .extracting(Meter::getId)
          .extracting(Meter.Id::getName)
          .contains("wechatpay.backup.preferred", "wechatpay.platform.key.expiry");
    }
  }

  @Test
  void showAListener() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start();
        WechatPay wechatPay =
            WechatPay.builder(SimulatedGateway.merchantOf(simulator))
                .baseUrl(simulator.baseUrl())
                .listener(DocsSnippets.audit())
                .build()) {
      simulator.createOrder("ORDER-20261123-1");

      wechatPay.closeOrder("ORDER-20261123-1");

      assertThat(DocsSnippets.WRITTEN)
          .singleElement()
          .asString()
          .matches("TransactionsApi#close\\w* 204 \\S+");
    }
  }

  @Test
  void showAClientThatIsGuarded() {
    RateLimiter rateLimiter =
        RateLimiter.of(
            "wechatpay",
            RateLimiterConfig.custom()
                .limitForPeriod(1)
                .limitRefreshPeriod(Duration.ofHours(1))
                .timeoutDuration(Duration.ZERO)
                .build());
    assertThat(rateLimiter.acquirePermission()).isTrue();
    try (WechatPay wechatPay = DocsSnippets.guarded(TestGateway.merchant(), rateLimiter)) {
      assertThatExceptionOfType(CallHeldBackException.class)
          .isThrownBy(() -> wechatPay.closeOrder("ORDER-20261123-1"));
    }
  }

  @Test
  void showAFuture() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start();
        WechatPay wechatPay = SimulatedGateway.clientOf(simulator)) {
      simulator.createOrder("ORDER-20261123-1");

      DocsSnippets.future(wechatPay, simulator.mchid()).orTimeout(30, TimeUnit.SECONDS).join();

      assertThat(simulator.state("ORDER-20261123-1")).contains(OrderState.CLOSED);
    }
  }

  @Test
  void showKeysThatChange() {
    assertThatIllegalStateException()
        .isThrownBy(DocsSnippets::watched)
        .withMessage("loaded from /etc/wechatpay");
    assertThatIllegalArgumentException()
        .isThrownBy(DocsSnippets::pkcs12)
        .withMessageStartingWith("The file apiclient_cert.p12 does not exist");
  }

  @Test
  void showAnInterfaceThatTheReaderWrites() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      simulator.createOrder("ORDER-20261123-1");

      DocsSnippets.ownInterface(SimulatedGateway.merchantOf(simulator), simulator.baseUrl())
          .close("ORDER-20261123-1", new CloseOrderRequest(simulator.mchid()));

      assertThat(simulator.state("ORDER-20261123-1")).contains(OrderState.CLOSED);
    }
  }

  @Test
  void showNativePrepayInFewerThanTwentyLines() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start();
        WechatPay wechatPay = SimulatedGateway.clientOf(simulator)) {
      String codeUrl =
          DocsSnippets.nativePay(
              wechatPay,
              simulator.appid(),
              simulator.mchid(),
              "ORDER-20261123-1",
              "https://example.com/notified");

      assertThat(codeUrl).startsWith("weixin://wxpay/bizpayurl?pr=");
      assertThat(simulator.state("ORDER-20261123-1")).contains(OrderState.UNPAID);
    }
    assertThat(
            JAVA.matcher(text(DOCS.resolve("own-interface.md")))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains("NativePay"))
                .flatMap(String::lines)
                .filter(line -> !line.isBlank()))
        .hasSizeLessThan(20);
  }

  @Test
  void listEveryDecision() {
    List<String> listed =
        Pattern.compile("^\\| `(\\w+)` \\| `\\w+\\(\\)`.*\\|$", Pattern.MULTILINE)
            .matcher(text(DOCS.resolve("concepts.md")))
            .results()
            .map(row -> row.group(1))
            .toList();

    assertThat(CloseDecision.class.getPermittedSubclasses())
        .extracting(Class::getSimpleName)
        .containsExactlyInAnyOrderElementsOf(listed);
  }

  /** A reader pastes one block after the other. */
  @Test
  void runTheBlocksAboutTestsOneAfterTheOther() {
    String page = text(DOCS.resolve("testing.md"));
    String inJUnit = page.substring(page.indexOf("## In JUnit"), page.indexOf("## In Spring Boot"));
    String all =
        JAVA.matcher(inJUnit)
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining("\n"));

    assertThat(withoutLayout(text(TESTS.resolve("integrationtests/docs/PageSnippets.java"))))
        .contains("staticvoidtesting(){" + withoutLayout(all) + "}");
  }

  private static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String withoutLayout(String text) {
    return text.replaceAll("\\s+", "");
  }
}
