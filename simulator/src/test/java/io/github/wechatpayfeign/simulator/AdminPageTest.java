package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.internal.admin.Command;
import io.github.wechatpayfeign.simulator.internal.admin.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The pages list every command. {@code -Dadmin-page.update=true} writes the rows. */
class AdminPageTest extends SimulatorTest {
  private static final Path DOCS = Path.of("..", "docs");

  @Test
  void listsTheCommandsInBothLanguages() throws IOException {
    List<String> english = rows(Command::english);
    List<String> chinese = rows(Command::chinese);

    update(DOCS.resolve("simulator-admin.md"), english);
    update(DOCS.resolve("zh/simulator-admin.md"), chinese);

    assertThat(shown(DOCS.resolve("simulator-admin.md"))).isEqualTo(english);
    assertThat(shown(DOCS.resolve("zh/simulator-admin.md"))).isEqualTo(chinese);
  }

  private List<String> rows(Function<Command, String> summary) {
    return Commands.of(simulator).stream()
        .map(
            command ->
                "| `%s /__admin%s` | %s | %s |"
                    .formatted(
                        command.method(),
                        command.path(),
                        summary.apply(command),
                        parameters(command)))
        .toList();
  }

  private static String parameters(Command command) {
    return command.parameters().stream()
        .filter(parameter -> !command.variables().contains(parameter.name()))
        .map(AdminPageTest::text)
        .collect(Collectors.joining(", "));
  }

  private static String text(Parameter parameter) {
    return "`" + parameter.name() + (parameter.required() ? "" : "?") + "`";
  }

  private static List<String> shown(Path page) throws IOException {
    return Files.readAllLines(page).stream().filter(AdminPageTest::isRow).toList();
  }

  private static boolean isRow(String line) {
    return line.matches("\\| `(GET|POST|DELETE) /__admin.*");
  }

  private static void update(Path page, List<String> rows) throws IOException {
    if (Boolean.getBoolean("admin-page.update")) {
      List<String> lines = new ArrayList<>(Files.readAllLines(page));
      lines.removeIf(AdminPageTest::isRow);
      lines.addAll(lines.indexOf("|---|---|---|") + 1, rows);
      Files.write(page, lines);
    }
  }
}
