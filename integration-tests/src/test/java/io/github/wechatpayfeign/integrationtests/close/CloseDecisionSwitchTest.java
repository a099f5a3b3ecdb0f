package io.github.wechatpayfeign.integrationtests.close;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.CloseDecision;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** A switch over a decision needs no default, so no kind can be forgotten. */
class CloseDecisionSwitchTest {

  private static final String BY_KIND =
      """
      import io.github.wechatpayfeign.api.CloseDecision;
      class Stock {
        String of(CloseDecision decision) {
          return switch (decision.kind()) {
            case CLOSED, ALREADY_CLOSED, NOT_FOUND -> "release";
            case PAID -> "deliver";
            case REFUNDED -> "see the refund";
            case UNSETTLED -> "keep";
          };
        }
      }
      """;

  private static final String BY_TYPE =
      """
      import io.github.wechatpayfeign.api.CloseDecision;
      import io.github.wechatpayfeign.api.CloseDecision.*;
      class Stock {
        String of(CloseDecision decision) {
          return switch (decision) {
            case Closed closed -> "release";
            case AlreadyClosed closed -> "release";
            case NotFound missing -> "release, because of " + missing.answer();
            case Paid paid -> "deliver " + paid.transaction().transactionId();
            case Refunded refunded -> "see the refund";
            case Unsettled unsettled -> "keep for " + unsettled.askAgainAfter();
          };
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void hasAKindForEachType() {
    List<String> types =
        Arrays.stream(CloseDecision.class.getPermittedSubclasses())
            .map(
                type ->
                    type.getSimpleName()
                        .replaceAll("(?<!^)([A-Z])", "_$1")
                        .toUpperCase(Locale.ROOT))
            .toList();

    assertThat(CloseDecision.Kind.values())
        .extracting(Enum::name)
        .containsExactlyInAnyOrderElementsOf(types);
  }

  @Test
  void needsNoDefaultByKindOnJava17() throws IOException {
    assertThat(compile(BY_KIND, 17)).isEmpty();
    assertThat(compile(BY_KIND.replace("case PAID -> \"deliver\";", ""), 17))
        .contains("does not cover all possible input values");
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void needsNoDefaultByTypeOnJava21() throws IOException {
    assertThat(compile(BY_TYPE, 21)).isEmpty();
    assertThat(compile(BY_TYPE.replaceFirst("case Refunded .*", ""), 21))
        .contains("does not cover all possible input values");
  }

  private String compile(String source, int release) throws IOException {
    Path file = Files.writeString(folder.resolve("Stock.java"), source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter output = new StringWriter();
    compiler
        .getTask(
            output,
            null,
            null,
            List.of(
                "--release",
                Integer.toString(release),
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString()),
            null,
            compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
        .call();
    return output.toString();
  }
}
