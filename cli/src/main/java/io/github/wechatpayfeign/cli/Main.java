package io.github.wechatpayfeign.cli;

import io.github.wechatpayfeign.cli.console.Output;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.console.Terminal;
import io.github.wechatpayfeign.cli.console.TerminalPrompt;
import io.github.wechatpayfeign.cli.console.Words;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Starts the command line; {@code java -jar wechatpay-feign-cli.jar --help} describes it. */
public final class Main {

  private Main() {}

  /**
   * Runs the command that the arguments name, and exits with its exit code.
   *
   * @param args the command, its options and its order numbers
   */
  public static void main(String[] args) {
    ProcessContext process =
        new ProcessContext(
            System.in,
            System.getenv(),
            Terminal::isStandardError,
            TerminalPrompt::ask,
            Clock.systemUTC());
    Words.speak(Locale.getDefault(Locale.Category.DISPLAY), args);
    System.exit(
        Cli.commandLine(process, args)
            .setOut(standardOutput())
            .setErr(writer(System.err, "stderr.encoding"))
            .execute(args));
  }

  /** Returns a writer that keeps the reason of a failed write; {@code System.out} hides it. */
  private static PrintWriter standardOutput() {
    return new Output(
        new OutputStreamWriter(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
            charset("stdout.encoding")));
  }

  private static PrintWriter writer(PrintStream stream, String encoding) {
    return new PrintWriter(stream, true, charset(encoding));
  }

  /**
   * Returns the charset of the terminal, or of the locale if the terminal has none, as {@code
   * PrintStream.charset()} does from JDK 18 on. UTF-8 replaces the ASCII of the C locale, which
   * cannot write the gateway's Chinese messages.
   */
  private static Charset charset(String encoding) {
    return Stream.of(encoding, "sun." + encoding, "native.encoding")
        .map(System::getProperty)
        .filter(Objects::nonNull)
        .filter(Charset::isSupported)
        .map(Charset::forName)
        .findFirst()
        .filter(charset -> !charset.equals(StandardCharsets.US_ASCII))
        .orElse(StandardCharsets.UTF_8);
  }
}
