package io.github.wechatpayfeign.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Starts the stub on one core and the contenders on another one, each in its own process. */
final class Processes implements AutoCloseable {

  private static final String OURS = OurContenders.class.getName();
  private static final String BARE = BareContenders.class.getName();
  private static final String PEERS = "io.github.wechatpayfeign.benchmarks.peers.PeerContenders";

  private final Path home;
  private final Path folder;
  private final List<Line> open = new ArrayList<>();
  private final Line stub;
  private final int port;

  /**
   * Starts the stub.
   *
   * @param home the folder of this module
   */
  Processes(Path home) throws Exception {
    this.home = home;
    this.folder = Files.createTempDirectory("benchmarks");
    Setup.makeKeys(folder);
    Files.writeString(folder.resolve("hosts"), "127.0.0.1 stub.mch.weixin.qq.com localhost\n");
    List<String> command = pinned(1);
    command.addAll(List.of("-cp", classPath(false), Stub.class.getName(), folder.toString()));
    this.stub = start(command);
    this.port = Integer.parseInt(stub.read());
  }

  /** A process that answers each line of its input with one line. */
  static final class Line {
    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private final File errors;

    private Line(Process process, File errors) {
      this.errors = errors;
      this.process = process;
      this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII));
      this.in = process.outputWriter(US_ASCII);
    }

    String ask(String line) throws IOException {
      in.write(line + "\n");
      in.flush();
      return read();
    }

    private String read() throws IOException {
      String answer = out.readLine();
      if (answer == null) {
        throw new IOException("The process ended: " + Files.readString(errors.toPath()));
      }
      return answer;
    }

    void end() throws IOException, InterruptedException {
      in.close();
      process.waitFor();
    }
  }

  /** Starts a contender, which then waits for commands. */
  Line contender(String name, String... options) throws IOException {
    return start(command(name, options));
  }

  private List<String> command(String name, String... options) throws IOException {
    boolean peer = name.equals("wechatpay-java") || name.equals("wxjava");
    List<String> command = pinned(0);
    command.add("-Djdk.net.hosts.file=" + folder.resolve("hosts"));
    command.addAll(List.of(options));
    String main = peer ? PEERS : name.startsWith("ours") ? OURS : BARE;
    command.addAll(List.of("-cp", classPath(peer), main));
    command.addAll(List.of(name, folder.toString(), Integer.toString(port)));
    return command;
  }

  /** Returns the command that closes an order with the jar of the command line. */
  List<String> cli(String... options) {
    List<String> command = pinned(0);
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-jar",
            home.resolveSibling("cli").resolve("target/wechatpay-feign-cli.jar").toString(),
            "close",
            "--base-url",
            "http://127.0.0.1:" + port,
            "--mchid",
            Setup.MCHID,
            "--merchant-serial",
            Setup.SERIAL,
            "--private-key",
            folder.resolve("apiclient_key.pem").toString(),
            "--public-key-id",
            Setup.PUBLIC_KEY_ID,
            "--public-key",
            folder.resolve("wechatpay_pub.pem").toString(),
            Setup.ORDER));
    return command;
  }

  Path folder() {
    return folder;
  }

  Setup setup() {
    return new Setup(folder, port);
  }

  /** Returns what the stub counted so far, by name. */
  Map<String, Long> counts() throws IOException {
    return Measured.values(stub.ask("counts"));
  }

  /**
   * Lets the stub sign answers in advance, a fifth more than the expected calls. The stub signs
   * further answers when they are needed, on its own core.
   */
  void fill(long calls) throws IOException {
    stub.ask("fill " + Math.min(100_000, calls + calls / 5 + 100));
  }

  Line start(List<String> command) throws IOException {
    File errors = folder.resolve("errors-" + open.size()).toFile();
    Line line = new Line(new ProcessBuilder(command).redirectError(errors).start(), errors);
    open.add(line);
    return line;
  }

  private String classPath(boolean peer) throws IOException {
    Path target = (peer ? home.resolve("peers") : home).resolve("target");
    return jarIn(target)
        + File.pathSeparator
        + Files.readString(target.resolve("class-path.txt")).trim();
  }

  /** Returns the jar. A folder of classes would not do, because class archives need jars. */
  private static Path jarIn(Path target) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("wechatpay-feign-.*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("There is no jar yet: run mvn package"));
    }
  }

  /** Returns a command on one core: contenders have one and the stub another, so neither waits. */
  private static List<String> pinned(int core) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("taskset", "-c", Integer.toString(core)));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    return command;
  }

  @Override
  public void close() throws Exception {
    for (Line line : open) {
      line.end();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(Processes::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
