package io.github.wechatpayfeign.integrationtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.signing.Merchant;
import io.github.wechatpayfeign.simulator.Fault;
import io.github.wechatpayfeign.simulator.Moment;
import io.github.wechatpayfeign.simulator.OrderState;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README says what is true. */
class ReadmeTest {

  private static final Path README = Path.of("..", "README.md");
  private static final Path SNIPPETS =
      Path.of("src", "test", "java", ReadmeSnippets.class.getName().replace('.', '/') + ".java");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ERROR_ROW =
      Pattern.compile(
          "^\\| (\\d{3}) \\| `(\\w+)` \\| `(\\w+)` \\| `(\\w+)` \\| (.+) \\|$", Pattern.MULTILINE);

  record ErrorRow(int status, String code, String exception, String outcome, String next) {}

  static Stream<String> javaBlocks() throws IOException {
    return JAVA.matcher(Files.readString(README)).results().map(result -> result.group(1));
  }

  static Stream<ErrorRow> errorRows() throws IOException {
    return ERROR_ROW
        .matcher(Files.readString(README))
        .results()
        .map(
            row ->
                new ErrorRow(
                    Integer.parseInt(row.group(1)),
                    row.group(2),
                    row.group(3),
                    row.group(4),
                    row.group(5)));
  }

  @ParameterizedTest
  @MethodSource("javaBlocks")
  void showsOnlyJavaThatCompiles(String block) throws IOException {
    assertThat(withoutLayout(Files.readString(SNIPPETS))).contains(withoutLayout(block));
  }

  @Test
  void showsAFirstCloseOfAtMostTenLines() throws IOException {
    String first = javaBlocks().findFirst().orElseThrow();

    assertThat(first).contains("closeOrder(");
    assertThat(first.lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(10);
  }

  @Test
  void asksForTheMerchantsFilesInTheFirstClose() {
    assertThatIllegalArgumentException()
        .isThrownBy(ReadmeSnippets::firstClose)
        .withMessageStartingWith("The file apiclient_key.pem does not exist");
    assertThatIllegalArgumentException()
        .isThrownBy(ReadmeSnippets::pkcs12)
        .withMessageStartingWith("The file apiclient_cert.p12 does not exist");
  }

  @Test
  void showsKeysThatChangeAndMerchantsThatAreMany() {
    assertThatIllegalStateException()
        .isThrownBy(ReadmeSnippets::watched)
        .withMessage("loaded from /etc/wechatpay");
    Merchant other =
        Merchant.builder()
            .mchid("1900000110")
            .merchantSerial(Gateway.SERIAL)
            .privateKey(Gateway.MERCHANT_KEYS.getPrivate())
            .wechatPayPublicKey(Gateway.PUBLIC_KEY_ID, Gateway.WECHAT_PAY_KEYS.getPublic())
            .build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReadmeSnippets.many(other))
        .withMessage("The merchant 1900000109 is not in the registry: put it there first");
  }

  @Test
  void showsATestThatPasses() {
    ReadmeSnippets.inYourTests();
  }

  @Test
  void showsHowFailuresAreHandled() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start();
        WechatPay wechatPay = SimulatedGateway.clientOf(simulator)) {
      simulator.createOrder("ORDER-20261123-1");
      simulator.failNext(
          Fault.error(403, "TRADE_ERROR"),
          Fault.error(429, "FREQUENCY_LIMITED"),
          Fault.drop(Moment.AFTER_APPLYING));

      assertThat(ReadmeSnippets.handling(wechatPay).get(0))
          .startsWith("not closed, query the order: HTTP 403 TRADE_ERROR");
      assertThat(ReadmeSnippets.handling(wechatPay)).containsExactly("later: ORDER-20261123-1");
      assertThat(ReadmeSnippets.handling(wechatPay).get(0))
          .startsWith("perhaps closed, query the order: No answer");
    }
  }

  @Test
  void showsACautiousClient() {
    try (WechatPay cautious = ReadmeSnippets.cautious(Gateway.merchant())) {
      assertThat(cautious.prefersBackup()).isFalse();
      assertThat(cautious.baseUrl()).isEqualTo("https://api.mch.weixin.qq.com");
    }
  }

  @Test
  void showsAnInterfaceOfTheReadersOwn() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      simulator.createOrder("ORDER-20261123-1");

      ReadmeSnippets.ownInterface(SimulatedGateway.merchantOf(simulator), simulator.baseUrl())
          .close("ORDER-20261123-1", new CloseOrderRequest(simulator.mchid()));

      assertThat(simulator.state("ORDER-20261123-1")).contains(OrderState.CLOSED);
    }
  }

  @Test
  void showsNativePrepayInFewerThanTwentyLines() throws IOException {
    try (WechatPaySimulator simulator = WechatPaySimulator.start();
        WechatPay wechatPay = SimulatedGateway.clientOf(simulator)) {
      String codeUrl =
          ReadmeSnippets.nativePay(
              wechatPay,
              simulator.appid(),
              simulator.mchid(),
              "ORDER-20261123-1",
              "https://example.com/notified");

      assertThat(codeUrl).startsWith("weixin://wxpay/bizpayurl?pr=");
      assertThat(simulator.state("ORDER-20261123-1")).contains(OrderState.UNPAID);
    }
    assertThat(
            javaBlocks()
                .filter(block -> block.contains("NativePay"))
                .flatMap(String::lines)
                .filter(line -> !line.isBlank()))
        .hasSizeLessThan(20);
  }

  @Test
  void showsADecisiveClose() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start();
        WechatPay wechatPay = SimulatedGateway.clientOf(simulator)) {
      simulator.createOrder("ORDER-20261123-1");

      assertThat(ReadmeSnippets.decisively(wechatPay)).isEqualTo("release the stock");
      assertThat(ReadmeSnippets.decisivelyWithin10Seconds(wechatPay).kind())
          .isEqualTo(CloseDecision.Kind.ALREADY_CLOSED);
    }
  }

  @Test
  void listsEveryDecision() throws IOException {
    List<String> listed =
        Pattern.compile("^\\| `(\\w+)` \\| `\\w+\\(\\)`.*\\|$", Pattern.MULTILINE)
            .matcher(Files.readString(README))
            .results()
            .map(row -> row.group(1))
            .toList();

    assertThat(CloseDecision.class.getPermittedSubclasses())
        .extracting(Class::getSimpleName)
        .containsExactlyInAnyOrderElementsOf(listed);
  }

  @ParameterizedTest
  @MethodSource("errorRows")
  void listsErrorsAsTheCodeMapsThem(ErrorRow row) {
    WechatPayException thrown = decode(row.status(), row.code());

    assertThat(thrown.getClass().getSimpleName()).isEqualTo(row.exception());
    assertThat(thrown.outcome()).hasToString(row.outcome());
    assertThat(thrown.next().advice()).isEqualTo(row.next());
  }

  @Test
  void listsEveryExceptionThatHasACode() throws IOException {
    List<String> listed = errorRows().map(ErrorRow::exception).toList();
    try (Stream<Path> sources =
        Files.list(Path.of("../errors/src/main/java/io/github/wechatpayfeign/errors"))) {
      List<String> leaves =
          sources
              .map(path -> path.getFileName().toString().replace(".java", ""))
              .filter(name -> name.endsWith("Exception"))
              .filter(name -> !name.matches("(WechatPay|Gateway|Client|Server|Transport).*"))
              .filter(
                  name ->
                      !name.matches(
                          "(CallHeldBack|NoVerificationKey|ResponseNotVerified|UnusableAnswer"
                              + "|UnexpectedStatus)Exception"))
              .toList();

      assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(leaves);
    }
  }

  private static WechatPayException decode(int status, String code) {
    return new WechatPayErrorDecoder()
        .decode(
            "",
            Response.builder()
                .status(status)
                .headers(Map.of())
                .request(
                    Request.create(
                        Request.HttpMethod.POST, "/", Map.of(), null, StandardCharsets.UTF_8, null))
                .body("{\"code\":\"" + code + "\"}", StandardCharsets.UTF_8)
                .build());
  }

  private static String withoutLayout(String text) {
    return text.replaceAll("\\s+", "");
  }
}
