package io.github.wechatpayfeign.queues.support;

import io.github.wechatpayfeign.orderexpirytests.support.Signals;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of this machine that serves the tests. It ends with this JVM, even by kill -9. */
final class ServerProcess implements AutoCloseable {

  private final Process process;
  private final Process watch;
  private final Path log;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    watch = Signals.sendAtEndOfJvm("KILL", process.pid());
  }

  /** Finds a program by one of its usual paths, or in the folders of PATH. */
  static Optional<Path> find(String name, Path... usual) {
    Stream<Path> folders =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(folder -> Path.of(folder).resolve(name));
    return Stream.concat(Arrays.stream(usual), folders).filter(Files::isExecutable).findFirst();
  }

  /** Starts a program in a folder, where it also writes what it prints. */
  static ServerProcess start(Path folder, Map<String, String> environment, List<String> command) {
    Path log = folder.resolve(Path.of(command.get(0)).getFileName() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    try {
      return new ServerProcess(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails if the program has ended, and says what it printed. */
  void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException("The server has ended: " + printed());
    }
  }

  private String printed() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the program at once, and waits until it has ended. */
  @Override
  public void close() {
    var unused = process.destroyForcibly().onExit().join();
    watch.destroyForcibly();
  }
}
