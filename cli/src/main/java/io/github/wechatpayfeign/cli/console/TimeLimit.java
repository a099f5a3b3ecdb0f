package io.github.wechatpayfeign.cli.console;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits no longer for a step on the network than a person does. */
public final class TimeLimit {

  public static final Duration LIMIT = Duration.ofSeconds(5);

  private TimeLimit() {}

  /**
   * Returns what the step returns.
   *
   * @throws IOException if it throws, or does not end in time; what cannot be broken off, such as
   *     the resolving of a host name, is left behind on a thread that does not keep the JVM alive
   */
  public static <T> T within(Callable<T> step) throws IOException {
    FutureTask<T> task = new FutureTask<>(step);
    Thread thread = new Thread(task, "doctor");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("not done within " + LIMIT.toSeconds() + " s", e);
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
