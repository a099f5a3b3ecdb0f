package io.github.wechatpayfeign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.wechatpayfeign.cli.console.Output;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One run of the command line in this process, with all that it wrote. */
public record CliRun(int exitCode, String out, String err) {

  private static final List<String> MEMBERS =
      List.of(
          "out_trade_no",
          "outcome",
          "status",
          "code",
          "message",
          "request_id",
          "exception",
          "reason",
          "next",
          "explanation",
          "time",
          "attempts",
          "duration_ms");

  private static final ObjectMapper JSON = new ObjectMapper();

  public static CliRun of(Map<String, String> environment, String... arguments) {
    return withInput("", environment, arguments);
  }

  public static CliRun withInput(
      String input, Map<String, String> environment, String... arguments) {
    InputStream bytes = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    return in(
        new ProcessContext(bytes, environment, () -> false, prompt -> null, Clock.systemUTC()),
        arguments);
  }

  public static CliRun in(ProcessContext context, String... arguments) {
    StringWriter out = new StringWriter();
    CliRun run = to(out, context, arguments);
    return new CliRun(run.exitCode(), out.toString(), run.err());
  }

  /** Runs with a standard output of the test's own. */
  public static CliRun to(Writer out, ProcessContext context, String... arguments) {
    StringWriter err = new StringWriter();
    int exitCode =
        Cli.commandLine(context, arguments)
            .setOut(new Output(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new CliRun(exitCode, "", err.toString());
  }

  /** Returns the environment with another variable in it. */
  public static Map<String, String> with(
      Map<String, String> environment, String name, String value) {
    Map<String, String> changed = new HashMap<>(environment);
    changed.put(name, value);
    return changed;
  }

  /** Returns the standard error without the line that sums up the run. */
  public String errBeforeSummary() {
    return err.replaceFirst("(?m)^[a-z]+( stopped)?: .*; \\d+ requests?, \\d+\\.\\d s\\R\\z", "");
  }

  /** Returns the line that sums up the run, without its duration. */
  public String summary() {
    String last = err.lines().reduce("", (before, line) -> line);
    assertThat(last).matches(".*; \\d+ requests?, \\d+\\.\\d s");
    return last.substring(0, last.lastIndexOf(", "));
  }

  public List<String> lines() {
    return out.lines().toList();
  }

  public List<JsonNode> objects() {
    return out.lines().map(CliRun::parse).toList();
  }

  /** Returns the only object, which has every member in the promised order. */
  public JsonNode object(String... furtherMembers) {
    assertThat(lines()).hasSize(1);
    JsonNode object = objects().get(0);
    List<String> members = new ArrayList<>(MEMBERS);
    members.addAll(List.of(furtherMembers));
    assertThat(object.fieldNames()).toIterable().containsExactlyElementsOf(members);
    return object;
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }
}
