package io.github.wechatpayfeign.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.BeansException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** What a failed start says is there in English and in Chinese. */
class PhrasesTest {

  private static final Pattern CALL = Pattern.compile("\\bPhrase\\s*\\.of\\(");
  private static final String LITERAL = "\"(?:[^\"\\\\]|\\\\.)*\"";
  private static final Pattern CALL_WITH_TEXT =
      Pattern.compile(CALL + "\\s*(" + LITERAL + "(?:\\s*\\+\\s*" + LITERAL + ")*)");

  /** What is the same in each language: placeholders, properties and files. */
  private static final Pattern FIXED =
      Pattern.compile("\\{\\d}|wechatpay(?:\\.[a-z<>-]+)+|file:[\\w/.]+|@[A-Z]\\w+|\\d+");

  static List<String[]> translations() {
    return Arrays.stream(new Phrases_zh().getContents())
        .map(pair -> new String[] {(String) pair[0], (String) pair[1]})
        .toList();
  }

  private static Set<String> phrases() throws IOException {
    Set<String> phrases = new HashSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file);
        List<String> texts =
            CALL_WITH_TEXT.matcher(source).results().map(PhrasesTest::text).toList();
        assertThat(CALL.matcher(source).results()).as("%s", file).hasSameSizeAs(texts);
        phrases.addAll(texts);
      }
    }
    return phrases;
  }

  private static String text(MatchResult call) {
    return Pattern.compile(LITERAL)
        .matcher(call.group(1))
        .results()
        .map(MatchResult::group)
        .map(literal -> literal.substring(1, literal.length() - 1).translateEscapes())
        .collect(Collectors.joining());
  }

  @Test
  void haveOneTranslationEachAndThereIsNoOther() throws IOException {
    Set<String> english = phrases();
    // A message of the library stands for itself.
    assertThat(english.remove("{0}")).isTrue();

    assertThat(english).hasSizeGreaterThan(60);
    assertThat(translations().stream().map(pair -> pair[0]))
        .containsExactlyInAnyOrderElementsOf(english);
  }

  @ParameterizedTest
  @MethodSource("translations")
  void keepPlaceholdersAndProperties(String english, String chinese) {
    assertThat(fixed(chinese)).isEqualTo(fixed(english));
    assertThat(chinese).containsPattern("\\p{IsHan}|。$|^\\{0}（\\{1}）$");
  }

  private static Set<String> fixed(String text) {
    return FIXED.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  @Test
  void translateThePhrasesInThem() {
    Phrase phrase = Phrase.of("Set {0} to {1}", "a.port", Phrase.of("1 to 65535"));

    assertThat(phrase).hasToString("Set a.port to 1 to 65535");
    assertThat(phrase.in(Locale.CHINA)).isEqualTo("请把 a.port 设为：1 到 65535");
    assertThat(phrase.in(Locale.GERMANY)).isEqualTo("Set a.port to 1 to 65535");
  }

  /** An application without a logger, which prints the analysis of its failed start itself. */
  @ImportAutoConfiguration(WechatPayAutoConfiguration.class)
  static class Application {

    public static void main(String[] arguments) {
      try {
        SpringApplication.run(Application.class, arguments);
      } catch (BeansException failed) {
        FailureAnalysis analysis =
            Objects.requireNonNull(new WrongPropertyAnalyzer().analyze(failed));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(analysis.getDescription());
        out.println(analysis.getAction());
        throw failed;
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "zh ~ 无法配置微信支付： ~ wechatpay.merchant-serial：没有设置。 ~ 请设置 wechatpay.merchant-serial（商户API证书序列号，",
        "fr ~ WeChat Pay cannot be set up: ~ wechatpay.merchant-serial: It is missing. ~"
            + " Set wechatpay.merchant-serial to the serial of the merchant API certificate,"
      })
  void areInTheLanguageOfTheLocaleIfTheStartFails(
      String language, String description, String problem, String remedy) throws Exception {
    Process start =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=" + language,
                "-cp",
                System.getProperty("java.class.path"),
                Application.class.getName(),
                "--wechatpay.mchid=1900000109",
                "--wechatpay.private-key=file:/etc/wechatpay/apiclient_key.pem",
                "--spring.main.web-application-type=none")
            .redirectErrorStream(true)
            .start();
    String output = new String(start.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(start.waitFor()).isEqualTo(1);
    assertThat(output).contains(description, problem, remedy);
  }
}
