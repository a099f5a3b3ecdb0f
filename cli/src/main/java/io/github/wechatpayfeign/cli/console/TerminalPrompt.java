package io.github.wechatpayfeign.cli.console;

import java.io.Console;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks a person for a secret, and does not show it while it is typed.
 *
 * <p>Like {@code ssh} and {@code sudo}, it uses the terminal of the process and not its streams,
 * because orders may come from the standard input, and results may go to a file. Up to JDK 21,
 * {@code System.console()} is null in these cases.
 */
public final class TerminalPrompt {

  private static final Path TERMINAL = Path.of("/dev/tty");
  private static final int STTY_SECONDS = 2;
  private static final int MAX_SECRET_CHARS = 4096;

  private TerminalPrompt() {}

  /** Returns what is typed, or null if there is no terminal. */
  public static char @Nullable [] ask(String prompt) {
    if (!Files.exists(TERMINAL)) {
      return askConsole(prompt);
    }
    try (InputStream in = new FileInputStream(TERMINAL.toFile());
        OutputStream out = new FileOutputStream(TERMINAL.toFile())) {
      return ask(prompt, in, out);
    } catch (IOException noTerminal) {
      return null;
    }
  }

  @SuppressWarnings("SystemConsoleNull") // Up to JDK 21 it is null if there is no terminal.
  private static char @Nullable [] askConsole(String prompt) {
    Console console = System.console();
    return console == null ? null : console.readPassword("%s", prompt);
  }

  private static char @Nullable [] ask(String prompt, InputStream in, OutputStream out)
      throws IOException {
    if (!stty("-echo")) {
      return null;
    }
    // Without this hook, Ctrl-C at the prompt would leave the terminal without an echo.
    Thread restore = new Thread(() -> stty("echo"), "restore terminal");
    Runtime.getRuntime().addShutdownHook(restore);
    try {
      out.write(prompt.getBytes(charset()));
      out.flush();
      char[] line = readLine(in);
      out.write('\n');
      out.flush();
      return line;
    } finally {
      stty("echo");
      removeHook(restore);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException endingAlready) {
      // The JVM is ending, and runs the hook by itself.
      return;
    }
  }

  /** Changes the terminal; returns false if that failed, and then nothing must be typed. */
  private static boolean stty(String mode) {
    try {
      Process stty =
          new ProcessBuilder("stty", mode)
              .redirectInput(TERMINAL.toFile())
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      return stty.waitFor(STTY_SECONDS, TimeUnit.SECONDS) && stty.exitValue() == 0;
    } catch (IOException noSuchCommand) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Reads one line. A terminal hands over whole lines, so nothing after the line is consumed. The
   * buffer is wiped, because it holds a second copy of the secret.
   */
  private static char[] readLine(InputStream in) throws IOException {
    InputStreamReader reader = new InputStreamReader(in, charset());
    char[] line = new char[MAX_SECRET_CHARS];
    int length = 0;
    for (int next = reader.read(); next >= 0 && next != '\n'; next = reader.read()) {
      if (length < line.length && next != '\r') {
        line[length++] = (char) next;
      }
    }
    char[] typed = Arrays.copyOf(line, length);
    Arrays.fill(line, '\0');
    return typed;
  }

  private static Charset charset() {
    String name = System.getProperty("native.encoding", StandardCharsets.UTF_8.name());
    Charset charset = Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
  }
}
