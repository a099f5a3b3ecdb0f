package io.github.wechatpayfeign.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The pages show the figures of the results. */
class TablesTest {

  private static final Path PROJECT = Path.of("..");
  private static final Path RESULTS = Path.of("results");

  static final Iterable<String> PAGES = Tables.PAGES;

  @ParameterizedTest
  @FieldSource("PAGES")
  void haveTheFiguresOfTheResults(String page) throws IOException {
    String text = Files.readString(PROJECT.resolve(page));

    assertThat(text).contains("<!-- figures: speed -->");
    assertThat(text)
        .as("run the benchmark with the argument \"tables\"")
        .isEqualTo(Tables.of(RESULTS).fill(text));
  }

  @Test
  void replacesFiguresAndKeepsTheFirstCell() throws IOException {
    String page =
        "<!-- figures: bare -->\n\n| | a | b |\n|---|---|---|\n" + "| row | 1 | 2 |\n".repeat(8);

    String filled = Tables.of(RESULTS).fill(page);

    assertThat(filled.lines().skip(4)).hasSize(8).allMatch(row -> row.startsWith("| row | "));
    assertThat(filled).doesNotContain("| 1 | 2 |");
  }

  @Test
  void refusesATableWithMoreOrFewerRowsThanFigures() throws IOException {
    Tables tables = Tables.of(RESULTS);
    String head = "<!-- figures: bare -->\n\n| | a | b |\n|---|---|---|\n";

    assertThatIllegalStateException()
        .isThrownBy(() -> tables.fill(head + "| row | 1 | 2 |\n".repeat(7)))
        .withMessageContaining("fewer rows");
    assertThatIllegalStateException()
        .isThrownBy(() -> tables.fill(head + "| row | 1 | 2 |\n".repeat(9)))
        .withMessageContaining("more rows");
  }
}
