package io.github.wechatpayfeign.cli.console;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a step on the network, and gives up before a person at the terminal would. */
public final class TimeLimit {

  /** How long a step may take. */
  public static final Duration LIMIT = Duration.ofSeconds(5);

  private TimeLimit() {}

  /**
   * Runs the step on a thread of its own, and returns its result.
   *
   * @throws IOException if the step throws, or does not end in time; a step that cannot be
   *     interrupted, such as a DNS lookup, continues on a daemon thread, which does not keep the
   *     JVM alive
   */
  public static <T> T within(Callable<T> step) throws IOException {
    FutureTask<T> task = new FutureTask<>(step);
    Thread thread = new Thread(task, "doctor");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException(Words.of("not done within {0} s", LIMIT.toSeconds()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
