package io.github.wechatpayfeign.cli.expiry;

import io.github.wechatpayfeign.cli.console.OneLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * The worker processes: JVMs of this same program. Each one ends when its standard input does, and
 * all are killed if the demo is interrupted.
 */
final class DemoWorkers implements AutoCloseable {

  private static final int END_SECONDS = 30;

  /** A name, because this package must not need the one that puts the commands together. */
  private static final String MAIN_CLASS = "io.github.wechatpayfeign.cli.Main";

  /** The first version that knows the option without a preview. */
  private static final int JAVA_WITH_NATIVE_ACCESS = 22;

  /** Short lives: what the better compiler of the JVM costs never comes back. */
  private static final List<String> JVM_OPTIONS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+DisplayVMOutputToStderr", "-Xmx256m");

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final List<Thread> listeners = new ArrayList<>();
  private final AtomicLong fenced = new AtomicLong();
  private final AtomicLong revived = new AtomicLong();
  private int killed;

  /**
   * Creates workers; none is started.
   *
   * @param folder where they write what goes wrong
   */
  DemoWorkers(Path folder) {
    this.folder = folder;
  }

  /**
   * Starts workers.
   *
   * @param settings makes the settings of a worker, whose number begins with 1
   */
  void start(int count, IntFunction<DemoSettings> settings) throws IOException {
    for (int worker = 1; worker <= count; worker++) {
      Process process = start(worker);
      synchronized (processes) {
        processes.add(process);
      }
      // The stream stays open: its end ends the worker.
      Writer input = process.outputWriter(StandardCharsets.UTF_8);
      input.write(settings.apply(worker).line() + "\n");
      input.flush();
      Thread listener = new Thread(() -> listen(process), "demo-worker-" + worker);
      listener.setDaemon(true);
      listener.start();
      listeners.add(listener);
    }
  }

  private Process start(int worker) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_OPTIONS);
    if (Runtime.version().feature() >= JAVA_WITH_NATIVE_ACCESS) {
      // Conscrypt loads a library. The manifest allows it for "java -jar" only.
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN_CLASS));
    command.addAll(List.of("expiry", DemoWorkerCommand.NAME));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log(worker).toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("WECHATPAY_"));
    return builder.start();
  }

  private Path log(int worker) {
    return folder.resolve("worker-" + worker + ".log");
  }

  private void listen(Process process) {
    try (BufferedReader events = process.inputReader(StandardCharsets.UTF_8)) {
      for (String event = events.readLine(); event != null; event = events.readLine()) {
        switch (event) {
          case DemoWorker.FENCED -> fenced.incrementAndGet();
          case DemoWorker.REVIVED -> revived.incrementAndGet();
          default -> {
            // A JVM may print something of its own.
          }
        }
      }
    } catch (IOException killed) {
      // The journal tells what the worker did.
      return;
    }
  }

  /** Kills the first worker as the kernel would, by SIGKILL, and returns its process id. */
  long killOne() {
    Process process = processes.get(0);
    process.destroyForcibly();
    killed++;
    return process.pid();
  }

  /** Returns whether any worker still works. */
  boolean areAlive() {
    return processes.stream().anyMatch(Process::isAlive);
  }

  /** Returns the last line that a worker wrote about a failure; empty if there is none. */
  String lastWords() {
    for (int worker = 1; worker <= processes.size(); worker++) {
      try {
        List<String> lines = Files.readAllLines(log(worker));
        if (!lines.isEmpty()) {
          return OneLine.of(lines.get(lines.size() - 1));
        }
      } catch (IOException | UncheckedIOException unreadable) {
        // Another worker may have said why.
      }
    }
    return "";
  }

  int started() {
    return processes.size();
  }

  int killed() {
    return killed;
  }

  long fenced() {
    return fenced.get();
  }

  long revived() {
    return revived.get();
  }

  /** Lets all workers end what they are at, and waits for them. */
  void end() throws InterruptedException {
    for (Process process : processes) {
      try {
        process.outputWriter(StandardCharsets.UTF_8).close();
      } catch (IOException deadAlready) {
        // It has nothing to end.
      }
    }
    for (Process process : processes) {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
    for (Thread listener : listeners) {
      listener.join(TimeUnit.SECONDS.toMillis(1));
    }
  }

  /** Kills all workers; may be called on any thread. */
  @Override
  public void close() {
    synchronized (processes) {
      processes.forEach(Process::destroyForcibly);
    }
  }
}
