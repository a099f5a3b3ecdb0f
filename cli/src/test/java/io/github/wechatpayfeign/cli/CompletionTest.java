package io.github.wechatpayfeign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The completion script, in the shell that it is for. */
class CompletionTest {

  @TempDir Path folder = Path.of("");

  private Path script = Path.of("");

  @BeforeEach
  void printTheScript() throws Exception {
    CliRun run = CliRun.of(Map.of(), "completion");
    assertThat(run.exitCode()).isZero();
    script = Files.writeString(folder.resolve("completion.sh"), run.out());
  }

  @Test
  void isTakenByBashWithoutAWord() throws Exception {
    assertThat(bash("bash -n \"$0\"")).isEmpty();
    assertThat(bash("source \"$0\"; complete -p wechatpay-feign-cli"))
        .singleElement()
        .asString()
        .startsWith("complete ")
        .endsWith(" wechatpay-feign-cli");
  }

  @Test
  void completesCommandsAndOptions() throws Exception {
    assertThat(completions("d")).containsExactly("doctor");
    assertThat(completions("c")).containsExactlyInAnyOrder("close", "completion");
    assertThat(completions("close", "--dec")).containsExactly("--decisive");
    assertThat(completions("doctor", "--pri")).containsExactly("--private-key");
    assertThat(completions("simulate", "--verb")).containsExactly("--verbose");
    assertThat(completions("expiry", "d")).containsExactly("demo");
    assertThat(completions("expiry", "status", "--driv")).containsExactly("--driver-jar");
  }

  private List<String> completions(String... words) throws Exception {
    // Only while a person types is there anything that compopt could change; it says so.
    return bash(
        "source \"$0\"; COMP_WORDS=(wechatpay-feign-cli "
            + String.join(" ", words)
            + "); COMP_CWORD="
            + words.length
            + "; _complete_wechatpay-feign-cli 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"");
  }

  private List<String> bash(String commands) throws Exception {
    Process bash =
        new ProcessBuilder("bash", "-c", commands, script.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(said).isZero();
    return said.lines().map(String::strip).toList();
  }
}
