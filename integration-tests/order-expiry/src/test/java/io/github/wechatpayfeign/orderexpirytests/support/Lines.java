package io.github.wechatpayfeign.orderexpirytests.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The lines that another process prints, read by a thread as they come. */
final class Lines {

  private final List<String> lines = new ArrayList<>();
  private final Thread reader;
  private boolean ended;

  Lines(InputStream in) {
    reader = new Thread(() -> read(in), "lines-of-a-process");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(InputStream in) {
    try (BufferedReader text =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line;
      while ((line = text.readLine()) != null) {
        add(line);
      }
    } catch (IOException gone) {
      // The process was killed in the middle of a line.
    } finally {
      end();
    }
  }

  private synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized List<String> copy() {
    return List.copyOf(lines);
  }

  /** Returns the first line that fits; null if none comes in time, or no more can come. */
  synchronized @Nullable String await(Predicate<String> condition, Duration limit) {
    long start = System.nanoTime();
    int next = 0;
    while (true) {
      for (; next < lines.size(); next++) {
        if (condition.test(lines.get(next))) {
          return lines.get(next);
        }
      }
      long left = limit.toNanos() - (System.nanoTime() - start);
      if (ended || left <= 0) {
        return null;
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while waiting for a line", e);
      }
    }
  }

  /** Waits until the process can print no more. */
  void awaitEnd() throws InterruptedException {
    reader.join(TimeUnit.SECONDS.toMillis(10));
  }
}
