package io.github.wechatpayfeign.cli;

import io.github.wechatpayfeign.cli.console.HelpTexts;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;

/** The texts of the help of all commands. */
public final class CliHelp {

  private CliHelp() {}

  /** Returns the English texts that are translated. */
  public static Set<String> texts() {
    ProcessContext process =
        new ProcessContext(
            InputStream.nullInputStream(),
            Map.of(),
            () -> false,
            prompt -> null,
            Clock.systemUTC());
    Set<String> texts = new TreeSet<>();
    CommandLine commands = Cli.commandLine(process);
    HelpTexts.translate(
        commands,
        english -> {
          texts.add(english);
          return english;
        });
    texts.removeIf(String::isBlank);
    return texts;
  }
}
