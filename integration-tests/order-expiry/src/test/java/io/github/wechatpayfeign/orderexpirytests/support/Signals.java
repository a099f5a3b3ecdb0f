package io.github.wechatpayfeign.orderexpirytests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Signals to processes, which Java sends only two of. */
public final class Signals {

  private Signals() {}

  /** Sends a signal, for example STOP; fails if there is no such process. */
  public static void send(String signal, long pid) {
    try {
      Process kill =
          new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + pid)
              .redirectErrorStream(true)
              .start();
      String output = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("Process " + pid + " got no " + signal + ": " + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while sending " + signal, e);
    }
  }

  /**
   * Lets a process get a signal when this JVM ends, even by kill -9. The process that is returned
   * waits for that; it has to be destroyed once the other one has ended.
   */
  public static Process sendAtEndOfJvm(String signal, long pid) {
    try {
      // Its input ends with this JVM.
      return new ProcessBuilder("sh", "-c", "read -r line; kill -s " + signal + " " + pid)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
