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

  /** The variable by which native code is told to ignore features of the processor. */
  private static final String MASK = "OPENSSL_ia32cap";

  private static final String WITHOUT_IFMA = ":~0x200000";

  private final Path home;
  private final Path folder;
  private final List<Line> open = new ArrayList<>();
  private final Certificate certificate;
  private final Line stub;
  private final int port;
  private final int portOfTls;

  /**
   * Starts the stub.
   *
   * @param home the folder of this module
   */
  Processes(Path home) throws Exception {
    this.home = home;
    this.folder = Files.createTempDirectory("benchmarks");
    Setup.makeKeys(folder);
    Files.writeString(
        folder.resolve("hosts"), "127.0.0.1 " + Setup.WECHAT_PAY_HOST + " localhost\n");
    this.certificate = Certificate.make(folder);
    List<String> command = pinned(1);
    command.addAll(
        List.of(
            "-cp",
            classPath("class-path.txt", false, Rsa.NATIVE),
            Stub.class.getName(),
            folder.toString()));
    this.stub = start(command, false);
    Map<String, Long> ports = Measured.values(stub.read());
    this.port = Math.toIntExact(ports.get("http"));
    this.portOfTls = Math.toIntExact(ports.get("https"));
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

  /** Starts a contender with an RSA, with or without TLS, which then waits for commands. */
  Line contender(String name, Rsa rsa, boolean tls, String... options) throws IOException {
    return contender("class-path.txt", name, rsa, tls, options);
  }

  /** Starts a contender with TLS and no other jars than its users have, and waits for commands. */
  Line alone(String name, Rsa rsa, String... options) throws IOException {
    return contender("own-class-path.txt", name, rsa, true, options);
  }

  private Line contender(String classPath, String name, Rsa rsa, boolean tls, String... options)
      throws IOException {
    boolean peer = name.startsWith("wechatpay-java") || name.equals("wxjava");
    List<String> command = pinned(0);
    command.add("-Djdk.net.hosts.file=" + folder.resolve("hosts"));
    if (rsa.installed() != null) {
      command.add("-Dinstall=" + rsa.installed());
    }
    if (tls) {
      command.add(certificate.option());
    }
    command.addAll(List.of(options));
    String main = peer ? PEERS : name.startsWith("ours") ? OURS : BARE;
    command.addAll(List.of("-cp", classPath(classPath, peer, rsa), main));
    command.addAll(List.of(name, folder.toString()));
    command.addAll(
        tls ? List.of(Integer.toString(portOfTls), "https") : List.of("" + port, "http"));
    return start(command, rsa.isWithoutIfma());
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

  /**
   * Prepares a process that closes an order at the simulator, by the jar of the command line or by
   * its script, which keeps an archive of classes.
   */
  ProcessBuilder simulated(boolean byScript) {
    Path cli = home.resolveSibling("cli").toAbsolutePath();
    List<String> command = pinned(0);
    if (byScript) {
      command.remove(command.size() - 1);
      command.add(cli.resolve("bin/wechatpay-feign-cli").toString());
    } else {
      command.addAll(List.of("-jar", cli.resolve("target/wechatpay-feign-cli.jar").toString()));
    }
    command.addAll(List.of("close", "--simulator", Setup.ORDER));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    return builder;
  }

  /** Returns whether the script makes its archive of classes in the background. */
  boolean isArchiveInWork() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cache").resolve("wechatpay-feign-cli"))) {
      return files.anyMatch(file -> file.toString().endsWith(".tried"));
    }
  }

  Path folder() {
    return folder;
  }

  Setup setup() {
    return new Setup(folder, port, "http");
  }

  /** Returns what the stub counted so far, by name. */
  Map<String, Long> counts() throws IOException {
    return Measured.values(stub.ask("counts"));
  }

  /** Returns how many requests the stub got so far. */
  long requests() throws IOException {
    return counts().getOrDefault("requests", 0L);
  }

  /**
   * Lets the stub sign answers in advance, a fifth more than the expected calls. The stub signs
   * further answers when they are needed, on its own core.
   */
  void fill(long calls) throws IOException {
    stub.ask("fill " + Math.min(100_000, calls + calls / 5 + 100));
  }

  private Line start(List<String> command, boolean withoutIfma) throws IOException {
    File errors = folder.resolve("errors-" + open.size()).toFile();
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
    builder.environment().remove(MASK);
    if (withoutIfma) {
      builder.environment().put(MASK, WITHOUT_IFMA);
    }
    Line line = new Line(builder.start(), errors);
    open.add(line);
    return line;
  }

  /** Returns the class path of this client or of the others, with the jars that an RSA needs. */
  private String classPath(String file, boolean peer, Rsa rsa) throws IOException {
    Path ours = home.resolve("target");
    Path target = peer ? home.resolve("peers").resolve("target") : ours;
    List<String> jars = new ArrayList<>();
    jars.add(jarIn(target).toString());
    jars.addAll(entries(target.resolve(file)).filter(rsa::admits).toList());
    if (peer) {
      jars.addAll(entries(ours.resolve(file)).filter(Rsa::isNative).filter(rsa::admits).toList());
    }
    return String.join(File.pathSeparator, jars);
  }

  private static Stream<String> entries(Path classPath) throws IOException {
    return Stream.of(Files.readString(classPath).trim().split(File.pathSeparator));
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
