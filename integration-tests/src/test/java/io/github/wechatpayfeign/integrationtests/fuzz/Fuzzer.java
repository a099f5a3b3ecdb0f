package io.github.wechatpayfeign.integrationtests.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs Jazzer, a coverage-guided fuzzer, on one target in its own JVM. It writes only to {@code
 * target/fuzz/}: the inputs that it keeps, its log, and its findings, which a later run tries
 * first.
 *
 * @see <a href="https://github.com/CodeIntelligenceTesting/jazzer">Jazzer</a>
 */
final class Fuzzer {

  /** The result of a run. */
  record Report(long runs, long coverage, int seed) {}

  private static final String JAZZER = "com/code_intelligence/jazzer/";

  /** The classes whose coverage guides the fuzzer: this project and the parsers that it feeds. */
  private static final String GUIDES =
      "io.github.wechatpayfeign.**:com.fasterxml.jackson.core.json.**";

  /**
   * Detectors that are off, because this project does nothing of the kind and each costs seconds.
   */
  private static final List<String> NEEDLESS =
      List.of(
          "BigDecimal",
          "ClojureLangHooks",
          "Deserialization",
          "ExpressionLanguageInjection",
          "FilePathTraversal",
          "LdapInjection",
          "NamingContextLookup",
          "OsCommandInjection",
          "ReflectiveCall",
          "ScriptEngineInjection",
          "ServerSideRequestForgery",
          "SqlInjection",
          "TemplateInjection",
          "UnsafeSanitizer",
          "XPathInjection",
          "XmlParserSsrfGuidance");

  /** In a shorter run, the better compiler costs more time than it saves. */
  private static final int LONGEST_WITHOUT_C2 = 30;

  /** An ordinary build takes the same way each time; a longer run explores with a new seed. */
  private static final int SEED_OF_A_BUILD = 20_261_123;

  private static final int SECONDS_OF_A_BUILD = 5;

  private static final Pattern COVERAGE = Pattern.compile("(?m)^#\\d+\\s+DONE\\s+cov: (\\d+)");
  private static final Pattern RUNS = Pattern.compile("(?m)^Done (\\d+) runs");

  private final Class<?> target;
  private final Path directory;
  private final int seconds;
  private final int seed;

  private Fuzzer(Class<?> target, int seconds) {
    this.target = target;
    this.seconds = seconds;
    this.directory =
        Path.of(System.getProperty("basedir", ""), "target", "fuzz", target.getSimpleName())
            .toAbsolutePath();
    this.seed =
        Integer.getInteger(
            "fuzz.seed",
            seconds <= SECONDS_OF_A_BUILD
                ? SEED_OF_A_BUILD
                : ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE));
  }

  /** Returns whether the fuzzer's native part exists for this system. */
  static boolean runsHere() {
    ClassLoader loader = Fuzzer.class.getClassLoader();
    if (loader.getResource(JAZZER + "Jazzer.class") == null) {
      throw new AssertionError(
          "com.code-intelligence:jazzer is not on the class path of the tests");
    }
    return loader.getResource(
            JAZZER
                + "driver/jazzer_driver_"
                + system()
                + "/"
                + System.mapLibraryName("jazzer_driver"))
        != null;
  }

  /** Returns the operating system and the processor as Jazzer names them. */
  static String system() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch", "");
    return (os.startsWith("mac") ? "macos" : os.startsWith("windows") ? "windows" : os)
        + "_"
        + (processor.equals("amd64") ? "x86_64" : processor);
  }

  /**
   * Fuzzes a target.
   *
   * @param target a public class with {@code public static void fuzzerTestOneInput(byte[])}
   * @throws AssertionError if an input makes it throw, or the fuzzer was not guided by coverage
   */
  static Report run(Class<?> target, List<byte[]> seeds, int seconds) {
    try {
      return new Fuzzer(target, seconds).run(seeds);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /**
   * Tries the seeds before the fuzzer's clock starts, so that its time is not spent on loading
   * classes.
   */
  static void warmUp(Consumer<byte[]> target, List<byte[]> seeds) {
    for (byte[] seed : seeds) {
      try {
        target.accept(seed);
      } catch (RuntimeException | AssertionError foundAgain) {
        // The fuzzer tries the seeds too, and writes down the one that failed.
      }
    }
  }

  private Report run(List<byte[]> seeds) throws IOException, InterruptedException {
    for (String name : List.of("corpus", "findings", "seeds")) {
      Files.createDirectories(directory.resolve(name));
    }
    for (int i = 0; i < seeds.size(); i++) {
      Files.write(directory.resolve("seeds").resolve("seed-" + i), seeds.get(i));
    }
    Path log = directory.resolve("log.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Process process = builder.start();
    boolean ended;
    try {
      ended = process.waitFor(seconds + 180L, TimeUnit.SECONDS);
    } finally {
      process.destroyForcibly();
    }
    String output = Files.readString(log, UTF_8);
    if (!ended || process.exitValue() != 0) {
      throw new AssertionError(describe(ended ? "ended with a finding" : "did not end", output));
    }
    Report report = new Report(number(RUNS, output), number(COVERAGE, output), seed);
    if (report.coverage() == 0 || report.runs() <= seeds.size()) {
      throw new AssertionError(describe("was not guided by coverage: " + report, output));
    }
    return report;
  }

  private static long number(Pattern pattern, String output) {
    Matcher matcher = pattern.matcher(output);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-XX:+UseSerialGC");
    if (seconds <= LONGEST_WITHOUT_C2) {
      command.add("-XX:TieredStopAtLevel=1");
    }
    if (Runtime.version().feature() >= 24) {
      command.add("-XX:+EnableDynamicAgentLoading");
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("-cp");
    // Surefire's own class path is one jar that names the others.
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add("com.code_intelligence.jazzer.Jazzer");
    command.add("--target_class=" + target.getName());
    command.add("--instrumentation_includes=" + GUIDES);
    command.add("--custom_hook_includes=" + GUIDES);
    command.add(
        NEEDLESS.stream()
            .map(name -> "com.code_intelligence.jazzer.sanitizers." + name)
            .collect(Collectors.joining(":", "--disabled_hooks=", "")));
    command.add("--reproducer_path=" + directory);
    command.add("-artifact_prefix=" + directory.resolve("findings") + "/");
    command.add("-seed=" + seed);
    command.add("-timeout=20");
    // Linux also counts the peak memory of the parent process, which runs the tests. The heap has
    // its own limit.
    command.add("-rss_limit_mb=0");
    command.add("-max_total_time=" + seconds);
    command.add("corpus");
    command.add("findings");
    command.add("seeds");
    return command;
  }

  private String describe(String what, String output) throws IOException {
    String findings;
    try (Stream<Path> files = Files.list(directory.resolve("findings"))) {
      findings = files.map(Path::toString).collect(Collectors.joining("\n  "));
    }
    int exception = output.indexOf("== Java Exception");
    int from = exception < 0 ? Math.max(0, output.length() - 4000) : exception;
    return "Fuzzing "
        + target.getSimpleName()
        + " with -Dfuzz.seed="
        + seed
        + ' '
        + what
        + "\nInputs found, tried first by the next run:\n  "
        + findings
        + "\nLog: "
        + directory.resolve("log.txt")
        + '\n'
        + output.substring(from, Math.min(output.length(), from + 4000));
  }
}
