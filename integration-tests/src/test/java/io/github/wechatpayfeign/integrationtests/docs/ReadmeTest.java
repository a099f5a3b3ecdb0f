package io.github.wechatpayfeign.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The statements and snippets of the README are true. */
class ReadmeTest {

  private static final Path README = Bilingual.README;
  private static final Path CHINESE = Bilingual.CHINESE_README;
  private static final Path SNIPPETS =
      Path.of("src", "test", "java", ReadmeSnippets.class.getName().replace('.', '/') + ".java");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  static Stream<String> javaBlocks() throws IOException {
    return JAVA.matcher(Files.readString(README)).results().map(result -> result.group(1));
  }

  static Stream<String> snippets() throws IOException {
    return javaBlocks().filter(block -> !block.startsWith("import "));
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void showsOnlyCompilableJava(String block) throws IOException {
    assertThat(withoutLayout(Files.readString(SNIPPETS))).contains(withoutLayout(block));
  }

  /** A reader pastes the first block into a file, and runs it. */
  @Test
  void beginsWithAClassThatRunsAsItStands(@TempDir Path folder) throws Exception {
    String first = javaBlocks().findFirst().orElseThrow();
    assertThat(first).contains("closeOrder(");
    assertThat(first.lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(20);
    Path source = Files.writeString(folder.resolve("CloseOrder.java"), first);

    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(run.waitFor()).isEqualTo(1);
    assertThat(output).contains("IllegalArgumentException: The file apiclient_key.pem does not");
  }

  @Test
  void namesTheSameArtifactForMavenAndGradle() throws IOException {
    String readme = Files.readString(README);
    Matcher maven =
        Pattern.compile(
                "<groupId>(.*)</groupId>\\s*<artifactId>(.*)</artifactId>\\s*<version>(.*)</version>")
            .matcher(readme);

    assertThat(maven.find()).isTrue();
    assertThat(readme)
        .contains(
            "implementation(\"%s:%s:%s\")"
                .formatted(maven.group(1), maven.group(2), maven.group(3)));
  }

  @Test
  void showsTheSameCodeInBothLanguages() {
    assertThat(new MarkdownPage(README).codeBlocks()).hasSizeGreaterThan(5);
    Bilingual.assertSameCode(new MarkdownPage(CHINESE), new MarkdownPage(README));
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

  private static long lines(Path readme, String start) throws IOException {
    try (Stream<String> lines = Files.lines(readme)) {
      return lines.filter(line -> line.startsWith(start)).count();
    }
  }

  private static String withoutLayout(String text) {
    return text.replaceAll("\\s+", "");
  }
}
