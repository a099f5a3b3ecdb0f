package io.github.wechatpayfeign.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of {@code docs/errors.md} is that of the code. */
class ErrorsPageTest {

  private static final Path ENGLISH = Bilingual.DOCS.resolve("errors.md");
  private static final Path CHINESE = Bilingual.chinese(ENGLISH);
  private static final Pattern ERROR_ROW =
      Pattern.compile(
          "^\\| (\\d{3}) \\| `(\\w+)` \\| `(\\w+)` \\| `(\\w+)` \\| (.+) \\|$", Pattern.MULTILINE);

  record ErrorRow(int status, String code, String exception, String outcome, String next) {
    String facts() {
      return status + " " + code + " " + exception + " " + outcome;
    }
  }

  static Stream<ErrorRow> errorRows() throws IOException {
    return errorRows(ENGLISH);
  }

  static Stream<ErrorRow> chineseRows() throws IOException {
    return errorRows(CHINESE);
  }

  private static Stream<ErrorRow> errorRows(Path page) throws IOException {
    return ERROR_ROW
        .matcher(Files.readString(page))
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

  @Test
  void listsTheSameErrorsInBothLanguages() throws IOException {
    assertThat(errorRows(CHINESE).map(ErrorRow::facts).toList())
        .hasSizeGreaterThan(20)
        .isEqualTo(errorRows(ENGLISH).map(ErrorRow::facts).toList());
  }

  @ParameterizedTest
  @MethodSource("chineseRows")
  void givesTheAdviceOfTheCodeInChinese(ErrorRow row) {
    assertThat(decode(row.status(), row.code()).next().advice(Locale.CHINA)).isEqualTo(row.next());
  }

  @ParameterizedTest
  @MethodSource("errorRows")
  void listsErrorsAsTheCodeMapsThem(ErrorRow row) {
    WechatPayException thrown = decode(row.status(), row.code());

    assertThat(thrown.getClass().getSimpleName()).isEqualTo(row.exception());
    assertThat(thrown.outcome()).hasToString(row.outcome());
    assertThat(thrown.next().advice(Locale.ENGLISH)).isEqualTo(row.next());
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
}
