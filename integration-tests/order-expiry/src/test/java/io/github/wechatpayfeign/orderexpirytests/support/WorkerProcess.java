package io.github.wechatpayfeign.orderexpirytests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A JVM of its own, with the class path of the tests. A test can kill it, let it stand still, and
 * read what it prints. Its main method calls {@link ParentWatch#start()} first.
 */
public final class WorkerProcess implements AutoCloseable {

  private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

  static {
    // A process that stands still does not see the end of its input.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly)));
  }

  private final Process process;
  private final String name;
  private final Lines output;
  private final Lines errors;

  private WorkerProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    output = new Lines(process.getInputStream());
    errors = new Lines(process.getErrorStream());
    ALIVE.add(process);
    var unused = process.onExit().thenAccept(ALIVE::remove);
  }

  /** Starts a JVM that runs the main method of a class. */
  public static WorkerProcess start(Class<?> main, String... arguments) {
    return start(List.of(), Map.of(), main, arguments);
  }

  /** Starts a JVM with variables of its own, for example a wrong clock. */
  public static WorkerProcess start(
      Map<String, String> variables, Class<?> main, String... arguments) {
    return start(List.of(), variables, main, arguments);
  }

  /** Starts a JVM with options of its own, for example a smaller heap. */
  public static WorkerProcess start(List<String> options, Class<?> main, String... arguments) {
    return start(options, Map.of(), main, arguments);
  }

  private static WorkerProcess start(
      List<String> options, Map<String, String> variables, Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto"));
    command.addAll(options);
    // Surefire's own class path is one jar that names the others.
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(variable -> variable.endsWith("JAVA_OPTIONS"));
    builder.environment().putAll(variables);
    try {
      return new WorkerProcess(main.getSimpleName(), builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of the process. */
  public long pid() {
    return process.pid();
  }

  /** Tells whether the process runs, or stands still. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The lines of standard output so far. */
  public List<String> lines() {
    return output.copy();
  }

  /** The lines of standard error so far. */
  public List<String> errors() {
    return errors.copy();
  }

  /** Waits for a line of standard output, and returns the first that fits, however old. */
  public String awaitLine(Predicate<String> condition, Duration limit) {
    String line = output.await(condition, limit);
    if (line == null) {
      throw new AssertionError("No such line within " + limit + this);
    }
    return line;
  }

  /** Waits for a line of standard output that is exactly this one. */
  public void awaitLine(String expected, Duration limit) {
    var unused = awaitLine(expected::equals, limit);
  }

  /** Ends the process at once, as kill -9 does, and waits until it has ended. */
  public void kill() {
    // Unlike Process.destroyForcibly, this leaves the output to be read to its end.
    Signals.send("KILL", pid());
    awaitExit(Duration.ofSeconds(10));
  }

  /** Lets the process stand still, as SIGSTOP does: a long pause, of which it knows nothing. */
  public void stop() {
    Signals.send("STOP", pid());
  }

  /** Lets a process go on that stands still, as SIGCONT does. */
  public void go() {
    Signals.send("CONT", pid());
  }

  /** Asks the process to end, as SIGTERM does; does not wait for it. */
  public void terminate() {
    // Process.destroy would also end the input, which says that the parent has gone.
    Signals.send("TERM", pid());
  }

  /** Waits until the process has ended and its last line is read; returns its exit code. */
  public int awaitExit(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("It has not ended within " + limit + this);
      }
      output.awaitEnd();
      errors.awaitEnd();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for" + this, e);
    }
  }

  /** Waits, and returns how many lines of standard output there are then. */
  int linesAfter(Duration pause) {
    String none = output.await(line -> false, pause);
    assert none == null;
    return output.copy().size();
  }

  /** Ends the input of the process, as the end of this JVM does. */
  void abandon() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return " (" + name + ", process " + pid() + "): " + lines() + ", errors: " + errors();
  }

  /** Kills the process if it still runs. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
