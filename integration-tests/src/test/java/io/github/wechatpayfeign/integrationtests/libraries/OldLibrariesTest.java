package io.github.wechatpayfeign.integrationtests.libraries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A user's class path has older versions of our libraries, because of a BOM or another dependency.
 * Each case runs in its own process.
 */
class OldLibrariesTest {

  private static final Path JARS = Path.of("target", "old-libraries");
  private static final String CLASS_PATH = System.getProperty("java.class.path");
  private static final String OURS = named("bcprov-jdk18on");
  private static final String REMEDY = "org.bouncycastle:bcprov-jdk18on, version 1.78 or newer";

  @TempDir static Path folder;

  @BeforeAll
  static void makeKeys() throws Exception {
    Path rsa =
        openssl("rsa.pem", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048");
    Path sm2 = openssl("sm2.pem", "genpkey", "-algorithm", "SM2");
    String pass = "pass:" + OldLibraries.PASSPHRASE;
    openssl("pkcs8.pem", "pkcs8", "-topk8", "-in", rsa, "-passout", pass);
    openssl("traditional.pem", "rsa", "-traditional", "-aes256", "-in", rsa, "-passout", pass);
    openssl("sm2_pub.pem", "pkey", "-in", sm2, "-pubout");
    for (Path key : List.of(rsa, sm2)) {
      String name = key == rsa ? "rsa" : "sm2";
      Path certificate =
          openssl(name + "_cert.pem", "req", "-x509", "-key", key, "-subj", "/CN=merchant");
      pkcs12(name + ".p12", key, certificate, "aes-256-cbc");
      if (key == rsa) {
        pkcs12("camellia.p12", key, certificate, "camellia-256-cbc");
      }
    }
  }

  private static void pkcs12(String name, Path key, Path certificate, String cipher)
      throws Exception {
    openssl(
        name,
        "pkcs12",
        "-export",
        "-inkey",
        key,
        "-in",
        certificate,
        "-keypbe",
        cipher,
        "-certpbe",
        cipher,
        "-passout",
        "pass:" + OldLibraries.PASSPHRASE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.14.9", "4.4.1", "4.11.0"})
  void refusesAnOkHttpThatIsTooOldBeforeAnythingIsSent(String version) throws Exception {
    assertThat(seen("close", jars("okhttp-" + version + ".jar", "okio-1.17.2.jar"), CLASS_PATH))
        .containsEntry(
            "close",
            "IllegalStateException: OkHttp "
                + version
                + " (okhttp-"
                + version
                + ".jar) is too old, the oldest supported version is 4.12.0: exclude"
                + " com.squareup.okhttp3:okhttp from the dependency that brings it, or set its"
                + " version (in Spring Boot 2, with the property okhttp3.version)");
  }

  @Test
  void closesAnOrderWithTheOldestOkHttpThatIsSupported() throws Exception {
    assertThat(seen("close", jars("okhttp-4.12.0.jar"), CLASS_PATH))
        .containsEntry("close", "{ORDER-1=CLOSED}");
  }

  @Test
  void closesAnOrderIfAnOldOkHttpComesAfterANewOne() throws Exception {
    assertThat(seen("close", CLASS_PATH, jars("okhttp-3.14.9.jar")))
        .containsEntry("close", "{ORDER-1=CLOSED}");
  }

  @Test
  void namesBothJarsIfAnOldBouncyCastleComesBeforeOurs() throws Exception {
    Map<String, String> seen = seen("keys", jars("bcprov-jdk15on-1.46.jar"), CLASS_PATH);

    String both =
        "More than one BouncyCastle is on the class path (bcprov-jdk15on-1.46.jar, "
            + OURS
            + "): keep one, "
            + REMEDY;
    assertThat(seen.remove("rsa.p12")).isEqualTo("ok");
    assertThat(seen.remove("wrong password"))
        .startsWith("IllegalArgumentException: ")
        .contains("cannot be opened, because the password is wrong")
        .doesNotContain("BouncyCastle");
    assertThat(seen.values())
        .hasSize(8)
        .allMatch(said -> said.matches("Illegal(Argument|State)Exception: .*"))
        .allMatch(said -> said.endsWith(both));
  }

  @Test
  void namesTheJarOfABouncyCastleThatIsTooOld() throws Exception {
    Map<String, String> seen =
        seen("keys", jars("bcprov-jdk15on-1.46.jar"), without("bcprov-jdk18on"));

    assertThat(seen.remove("rsa.p12")).isEqualTo("ok");
    assertThat(seen.remove("wrong password")).doesNotContain("BouncyCastle");
    assertThat(seen.values())
        .hasSize(8)
        .allMatch(said -> said.matches("Illegal(Argument|State)Exception: .*"))
        .allMatch(
            said ->
                said.endsWith(
                    "BouncyCastle is too old or incomplete (bcprov-jdk15on-1.46.jar): use "
                        + REMEDY));
  }

  @Test
  void saysThatBouncyCastleIsMissing() throws Exception {
    Map<String, String> seen = seen("keys", without("bcprov-jdk18on"));

    assertThat(seen.remove("rsa.p12")).isEqualTo("ok");
    assertThat(seen.remove("wrong password")).doesNotContain("BouncyCastle");
    assertThat(seen.values())
        .hasSize(8)
        .containsOnly(
            "IllegalStateException: BouncyCastle is not on the class path: add " + REMEDY);
  }

  /** Two compatible versions cause no failure, but messages name them as a possible cause. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void readsKeysWithTwoCompatibleBouncyCastles(boolean oldFirst) throws Exception {
    String old = jars("bcprov-jdk15on-1.70.jar");
    Map<String, String> seen =
        oldFirst ? seen("keys", old, CLASS_PATH) : seen("keys", CLASS_PATH, old);

    assertThat(seen.remove("wrong password")).doesNotContain("BouncyCastle");
    assertThat(seen.remove("wrong passphrase"))
        .startsWith("IllegalArgumentException: The passphrase does not open the key: The file ")
        .contains("pkcs8.pem; another possible cause: More than one BouncyCastle is on")
        .contains("bcprov-jdk15on-1.70.jar", OURS);
    assertThat(seen.values()).hasSize(8).containsOnly("ok");
  }

  @Test
  void readsKeysAndClosesAnOrderWithTheOldestBouncyCastleThatIsSupported() throws Exception {
    String oldest = jars("bcprov-jdk18on-1.78.jar");

    assertThat(seen("keys", oldest, without("bcprov-jdk18on")).values())
        .hasSize(10)
        .filteredOn(said -> !said.equals("ok"))
        .hasSize(2)
        .noneMatch(said -> said.contains("BouncyCastle"));
    assertThat(seen("close by SM2", oldest, without("bcprov-jdk18on")))
        .containsEntry("close", "{ORDER-1=CLOSED}");
  }

  /** A missing class stands for anything that another version lacks. */
  @Test
  void namesTheJarIfASignatureCannotBeMade() throws Exception {
    String incomplete = incomplete("SM2Signer.class");

    assertThat(seen("close by SM2", incomplete, without("bcprov-jdk18on")))
        .containsEntry("start", "ok")
        .hasEntrySatisfying(
            "close",
            said ->
                assertThat(said)
                    .startsWith("NoVerificationKeyException: Nothing was sent")
                    .contains(
                        "BouncyCastle is too old or incomplete (incomplete.jar): use " + REMEDY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "close by SM2"})
  void saysWhichLibrariesTheSimulatorNeeds(String what) throws Exception {
    assertThat(seen(what, jars("bcprov-jdk15on-1.46.jar"), CLASS_PATH).get("start"))
        .startsWith("IllegalStateException: The ")
        .contains(" keep exactly one BouncyCastle")
        .endsWith(REMEDY);
  }

  @Test
  void saysThatTheSimulatorNeedsNetty() throws Exception {
    assertThat(seen("close", without("netty-buffer")).get("start"))
        .startsWith("IllegalStateException: The simulator cannot start")
        .contains("NoClassDefFoundError")
        .endsWith(
            ": keep exactly one Netty, io.netty:netty-codec-http with all that it brings, version"
                + " 4.1 or 4.2");
  }

  @Test
  void answers500IfALibraryFailsInARequestToTheSimulator() throws Exception {
    String incomplete = incomplete("V3TBSCertificateGenerator.class");

    assertThat(seen("close by certificates", incomplete, without("bcprov-jdk18on")))
        .containsEntry("start", "ok")
        .hasEntrySatisfying(
            "close",
            said ->
                assertThat(said)
                    .startsWith("NoVerificationKeyException: ")
                    .contains("500", "SIMULATOR_FAILURE", "NoClassDefFoundError"))
        .hasEntrySatisfying(
            "log",
            said ->
                assertThat(said)
                    .contains("The simulator failed and answered 500", "NoClassDefFoundError"));
  }

  /** Returns the lines that the process prints, by their subject, and the log. */
  private static Map<String, String> seen(String what, String... classPaths) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(List.of("-Dwechatpay.signature.provider=jvm", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classPaths)));
    command.addAll(List.of(OldLibraries.class.getName(), what, folder.toString()));
    Path log = folder.resolve("log");
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said + Files.readString(log)).isZero();
    System.out.print(said);
    Map<String, String> seen = new LinkedHashMap<>();
    said.lines()
        .forEach(line -> seen.put(line.split(": ", 2)[0], line.substring(line.indexOf(": ") + 2)));
    if (Files.size(log) > 0) {
      seen.put("log", Files.readString(log));
    }
    return seen;
  }

  private static String jars(String... names) {
    return Stream.of(names)
        .map(name -> JARS.resolve(name).toString())
        .peek(jar -> assertThat(Path.of(jar)).exists())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Returns a jar without one class, and without signatures, which need all classes. */
  private static String incomplete(String name) throws IOException {
    Path jar = folder.resolve("incomplete.jar");
    Path whole = JARS.resolve("bcprov-jdk18on-1.78.jar");
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(whole));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.getName().endsWith(name) && !entry.getName().startsWith("META-INF/")) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          in.transferTo(out);
        }
      }
    }
    return jar.toString();
  }

  private static String without(String artifact) {
    return Arrays.stream(CLASS_PATH.split(File.pathSeparator))
        .filter(entry -> !entry.contains(artifact))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String named(String artifact) {
    return Arrays.stream(CLASS_PATH.split(File.pathSeparator))
        .filter(entry -> entry.contains(artifact))
        .map(entry -> Path.of(entry).getFileName().toString())
        .findFirst()
        .orElseThrow();
  }

  private static Path openssl(String name, Object... arguments) throws Exception {
    Path file = folder.resolve(name);
    List<String> command = new ArrayList<>(List.of("openssl"));
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    command.addAll(List.of("-out", file.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("%s said %s", command, said).isZero();
    return file;
  }
}
