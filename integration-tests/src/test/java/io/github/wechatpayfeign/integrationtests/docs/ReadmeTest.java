package io.github.wechatpayfeign.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.simulator.Fault;
import io.github.wechatpayfeign.simulator.Moment;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The statements and snippets of the README are true. */
class ReadmeTest {

  private static final Path README = Bilingual.README;
  private static final Path CHINESE = Bilingual.CHINESE_README;
  private static final Path SNIPPETS =
      Path.of("src", "test", "java", ReadmeSnippets.class.getName().replace('.', '/') + ".java");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("```\\w+\n.*?```", Pattern.DOTALL);
  private static final Pattern ERROR_ROW =
      Pattern.compile(
          "^\\| (\\d{3}) \\| `(\\w+)` \\| `(\\w+)` \\| `(\\w+)` \\| (.+) \\|$", Pattern.MULTILINE);

  record ErrorRow(int status, String code, String exception, String outcome, String next) {
    String facts() {
      return status + " " + code + " " + exception + " " + outcome;
    }
  }

  static Stream<String> javaBlocks() throws IOException {
    return javaBlocks(README);
  }

  private static Stream<String> javaBlocks(Path readme) throws IOException {
    return JAVA.matcher(Files.readString(readme)).results().map(result -> result.group(1));
  }

  static Stream<ErrorRow> errorRows() throws IOException {
    return errorRows(README);
  }

  private static Stream<ErrorRow> errorRows(Path readme) throws IOException {
    return ERROR_ROW
        .matcher(Files.readString(readme))
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
  void showsOnlyCompilableJava(String block) throws IOException {
    assertThat(withoutLayout(Files.readString(SNIPPETS))).contains(withoutLayout(block));
  }

  @Test
  void showsAFirstCloseOfAtMostTenLines() throws IOException {
    String first = javaBlocks().findFirst().orElseThrow();

    assertThat(first).contains("closeOrder(");
    assertThat(first.lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(10);
  }

  @Test
  void showsTheSameCodeInBothLanguages() throws IOException {
    assertThat(codeBlocks(CHINESE)).hasSizeGreaterThan(5).isEqualTo(codeBlocks(README));
  }

  @Test
  void listsTheSameErrorsInBothLanguages() throws IOException {
    assertThat(errorRows(CHINESE).map(ErrorRow::facts).toList())
        .hasSizeGreaterThan(20)
        .isEqualTo(errorRows(README).map(ErrorRow::facts).toList());
  }

  @Test
  void givesOneTranslationForEachThingToDo() throws IOException {
    Map<String, String> translations = new HashMap<>();
    List<ErrorRow> chinese = errorRows(CHINESE).toList();
    List<ErrorRow> english = errorRows(README).toList();
    for (int i = 0; i < english.size(); i++) {
      String next = chinese.get(i).next();
      assertThat(translations.getOrDefault(english.get(i).next(), next)).isEqualTo(next);
      translations.put(english.get(i).next(), next);
    }
    assertThat(translations.values()).doesNotHaveDuplicates();
  }

  @Test
  void hasTheSameSectionsAndTablesInBothLanguages() throws IOException {
    assertThat(lines(CHINESE, "## ")).isEqualTo(lines(README, "## "));
    assertThat(lines(CHINESE, "|")).isEqualTo(lines(README, "|"));
    assertThat(lines(CHINESE, "* ")).isEqualTo(lines(README, "* "));
  }

  @Test
  void linksToTheSamePlacesInTheLanguageOfTheReader() {
    MarkdownPage english = new MarkdownPage(README);
    MarkdownPage chinese = new MarkdownPage(CHINESE);

    assertThat(Bilingual.links(chinese, README))
        .hasSizeGreaterThan(20)
        .isEqualTo(Bilingual.links(english, CHINESE));
    assertThat(Bilingual.linksToTheWrongLanguage(chinese, README)).isEmpty();
    assertThat(english.links())
        .extracting(MarkdownPage.Link::target)
        .noneMatch(target -> target.startsWith(Bilingual.CHINESE));
  }

  @Test
  void linksEachLanguageToTheOther() throws IOException {
    assertThat(Files.readString(README)).contains("](README.zh-CN.md)");
    assertThat(Files.readString(CHINESE)).contains("](README.md)");
  }

  @Test
  void asksForTheMerchantsFilesInTheFirstClose() {
    assertThatIllegalArgumentException()
        .isThrownBy(ReadmeSnippets::firstClose)
        .withMessageStartingWith("The file apiclient_key.pem does not exist");
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
  void showsADecisiveClose() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start();
        WechatPay wechatPay = SimulatedGateway.clientOf(simulator)) {
      simulator.createOrder("ORDER-20261123-1");

      assertThat(ReadmeSnippets.decisively(wechatPay)).isEqualTo("release the stock");
      assertThat(ReadmeSnippets.decisively(wechatPay)).isEqualTo("release the stock");
    }
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
                          "(CallHeldBack|LocalFailure|NoVerificationKey|RequestNotSigned"
                              + "|ResponseNotVerified|UnusableAnswer|UnexpectedStatus)Exception"))
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

  /** Comments may be translated; code may not. */
  private static List<String> codeBlocks(Path readme) throws IOException {
    return CODE.matcher(Files.readString(readme))
        .results()
        .map(block -> withoutLayout(block.group().replaceAll("(?m) *(// |# ).*$", "")))
        .toList();
  }

  private static long lines(Path readme, String start) throws IOException {
    try (Stream<String> lines = Files.lines(readme)) {
      return lines.filter(line -> line.startsWith(start)).count();
    }
  }

  private static String withoutLayout(String text) {
    return text.replaceAll("\\s+", "");
  }
}
