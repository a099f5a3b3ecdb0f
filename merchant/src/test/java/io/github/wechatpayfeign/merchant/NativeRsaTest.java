package io.github.wechatpayfeign.merchant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.wechatpayfeign.openssl.OpenSsl;
import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Native code signs and verifies if there is some; if it does not load, the JVM does. */
class NativeRsaTest {

  private static final String AMAZON = "AmazonCorrettoCryptoProvider";

  @TempDir static Path folder;

  private static Path key;
  private static Path wechatPayKey;

  /** The program of the separate process: it signs, verifies, and prints the provider. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
      Merchant merchant = builder(Path.of(arguments[0]), Path.of(arguments[1])).build();
      sign(merchant, 100);
      System.out.print(merchant.signatureProviderName() + " and " + verifierOf(merchant));
    }
  }

  @BeforeAll
  static void makeKeys() {
    OpenSsl openSsl = new OpenSsl(folder);
    key = openSsl.rsaKey("apiclient_key.pem", 2048);
    wechatPayKey = openSsl.publicKey(openSsl.rsaKey("wechatpay.pem", 2048), "pub_key.pem");
  }

  @BeforeEach
  void requireThePlatformOfTheJars() {
    assumeThat(System.getProperty("os.name") + " " + System.getProperty("os.arch"))
        .isEqualTo("Linux amd64");
  }

  @ParameterizedTest(name = "-Dwechatpay.signature.provider={0}: {1}")
  @CsvSource({
    "'', AmazonCorrettoCryptoProvider and AmazonCorrettoCryptoProvider, 0",
    "conscrypt, Conscrypt and Conscrypt, 0",
    "jvm, SunRsaSign and SunRsaSign, 0",
    "openssl, SunRsaSign and SunRsaSign, 1",
  })
  void findsTheProviderThatThePropertyNames(String property, String found, int warnings)
      throws Exception {
    Run run = run("-Dwechatpay.signature.provider=" + property);

    assertThat(run.output()).isEqualTo(found);
    assertThat(run.warnings()).hasSize(warnings);
  }

  @Test
  void usesTheJvmIfNoNativeLibraryLoads() throws Exception {
    Run run =
        runWith(
            changed(
                changed(classPath(), "AmazonCorrettoCryptoProvider", NativeRsaTest::damage),
                "conscrypt-openjdk-uber",
                NativeRsaTest::remove));

    assertThat(run.output()).isEqualTo("SunRsaSign and SunRsaSign");
    assertThat(run.warnings())
        .singleElement()
        .asString()
        .contains(
            "RSA signatures are made by the JVM's own provider: Amazon Corretto Crypto Provider"
                + " cannot be loaded: ")
        .contains("; Conscrypt cannot be loaded: ");
  }

  @Test
  void usesConscryptIfAmazonsLibraryIsDamaged() throws Exception {
    Run run = runWith(changed(classPath(), "AmazonCorrettoCryptoProvider", NativeRsaTest::damage));

    assertThat(run.output()).isEqualTo("Conscrypt and Conscrypt");
    assertThat(run.warnings())
        .singleElement()
        .asString()
        .contains("RSA signatures are made by Conscrypt: Amazon Corretto Crypto Provider");
  }

  /** The artifact "native" brings Amazon's library for one platform to all of them. */
  @Test
  void usesConscryptWithoutAWarningIfAmazonsLibraryIsForAnotherPlatform() throws Exception {
    for (UnaryOperator<byte[]> other :
        List.<UnaryOperator<byte[]>>of(NativeRsaTest::remove, NativeRsaTest::forAnotherProcessor)) {
      Run run = runWith(changed(classPath(), "AmazonCorrettoCryptoProvider", other));

      assertThat(run.output()).isEqualTo("Conscrypt and Conscrypt");
      assertThat(run.warnings()).isEmpty();
    }
  }

  /** Nobody can write to that folder, not even root. */
  @Test
  void usesTheJvmIfConscryptMayNotUnpackItsLibrary() throws Exception {
    Run run =
        runWith(
            classPath(),
            "-Dwechatpay.signature.provider=conscrypt",
            "-Dorg.conscrypt.native.workdir=/proc");

    assertThat(run.output()).isEqualTo("SunRsaSign and SunRsaSign");
    assertThat(run.warnings()).singleElement().asString().contains("Conscrypt cannot be loaded: ");
  }

  @Test
  void logsNothingIfNoProviderIsOnTheClassPath() throws Exception {
    String classPath = System.getProperty("java.class.path");
    for (String jar : List.of("AmazonCorrettoCryptoProvider", "conscrypt-openjdk-uber")) {
      classPath = classPath.replace(jarOf(jar).toString(), "");
    }
    Run run = runWith(classPath);

    assertThat(run.output()).isEqualTo("SunRsaSign and SunRsaSign");
    assertThat(run.warnings()).isEmpty();
  }

  @Test
  void isChosenByTheBuilderAndNotInstalled() {
    List<Provider> installed = List.of(Security.getProviders());

    assertThat(complete().build().signatureProviderName()).isEqualTo(AMAZON);
    assertThat(complete().withoutNativeSignatures().build().signatureProviderName())
        .isEqualTo("SunRsaSign");
    assertThat(
            complete()
                .signatureProvider(NativeProviders.conscrypt())
                .build()
                .signatureProviderName())
        .isEqualTo("Conscrypt");
    assertThat(Security.getProviders()).containsExactlyElementsOf(installed);
  }

  static Stream<Arguments> nativeProviders() {
    return Stream.of(NativeProviders.amazon(), NativeProviders.conscrypt()).map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("nativeProviders")
  void signsTheSameBytesAsTheJvm(Provider provider) throws Exception {
    Merchant jvm = complete().withoutNativeSignatures().build();
    Merchant nativeCode = complete().signatureProvider(provider).build();
    for (int length = 0; length < 300; length += 23) {
      assertThat(sign(nativeCode, length)).isEqualTo(sign(jvm, length));
    }
  }

  @Test
  void verifiesWithTheJvmIfNativeCodeIsNotWanted() throws Exception {
    Merchant merchant = complete().withoutNativeSignatures().build();

    assertThat(verifierOf(merchant)).isEqualTo("SunRsaSign");
    assertThat(verifierOf(complete().build())).isEqualTo(AMAZON);
  }

  private static String verifierOf(Merchant merchant) throws Exception {
    return merchant.verifying(
        merchant.verificationKeys().all().iterator().next(),
        verifier -> verifier.getProvider().getName());
  }

  /** A key with only modulus and exponent, which is rare. */
  record Meagre(RSAPrivateCrtKey whole) implements RSAPrivateKey {
    private static final long serialVersionUID = 1L;

    @Override
    public BigInteger getPrivateExponent() {
      return whole.getPrivateExponent();
    }

    @Override
    public BigInteger getModulus() {
      return whole.getModulus();
    }

    @Override
    public String getAlgorithm() {
      return "RSA";
    }

    @SuppressWarnings("NullAway") // The contract of Key.
    @Override
    public String getFormat() {
      return null;
    }

    @SuppressWarnings("NullAway") // The contract of Key.
    @Override
    public byte[] getEncoded() {
      return null;
    }
  }

  @Test
  void leavesAnIncompleteKeyToTheJvm() throws Exception {
    PrivateKey whole = KeyReader.privateKey(KeyMaterial.of(key));
    Merchant merchant = complete().privateKey(new Meagre((RSAPrivateCrtKey) whole)).build();

    assertThat(merchant.signatureProviderName()).isEqualTo("SunRsaSign");
    assertThat(sign(merchant, 100)).isEqualTo(sign(complete().build(), 100));
  }

  private static byte[] sign(Merchant merchant, int length) throws Exception {
    return merchant.sign(new byte[length]);
  }

  private static MerchantBuilder complete() {
    return builder(key, wechatPayKey);
  }

  private static MerchantBuilder builder(Path key, Path wechatPayKey) {
    return Merchant.builder()
        .mchid("1900009191")
        .merchantSerial("0A1B")
        .privateKey(key)
        .wechatPayPublicKey("PUB_KEY_ID_0114", wechatPayKey);
  }

  private record Run(String output, List<String> warnings) {}

  private static Run run(String... options) throws Exception {
    return runWith(System.getProperty("java.class.path"), options);
  }

  private static Run runWith(String classPath, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath, Main.class.getName()));
    command.addAll(List.of(key.toString(), wechatPayKey.toString()));
    Path errors = Files.createTempFile(folder, "run", ".err");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    List<String> lines = Files.readAllLines(errors);
    assertThat(process.waitFor()).as(lines.toString()).isZero();
    return new Run(output, lines.stream().filter(line -> line.contains("RSA sign")).toList());
  }

  private static Path jarOf(String name) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.contains(name) && entry.endsWith(".jar"))
        .map(Path::of)
        .findFirst()
        .orElseThrow();
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** Returns a class path with another library in a jar, or with none if the change is empty. */
  private static String changed(String classPath, String jar, UnaryOperator<byte[]> change)
      throws IOException {
    Path changed = Files.createTempFile(folder, jar, ".jar");
    try (var in = new ZipInputStream(Files.newInputStream(jarOf(jar)));
        var out = new ZipOutputStream(Files.newOutputStream(changed))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] bytes = in.readAllBytes();
        boolean isLibrary = entry.getName().endsWith(".so");
        byte[] kept = isLibrary ? change.apply(bytes) : bytes;
        if (!(isLibrary && kept.length == 0) && !entry.getName().startsWith("META-INF/PROVIDER")) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          out.write(kept);
        }
      }
    }
    return classPath.replace(jarOf(jar).toString(), changed.toString());
  }

  private static byte[] remove(byte[] library) {
    return new byte[0];
  }

  /** Leaves only the header, which says for which processor the library is. */
  private static byte[] damage(byte[] library) {
    return Arrays.copyOf(library, 64);
  }

  /** Makes the header say that the library is for a 64-bit PowerPC. */
  private static byte[] forAnotherProcessor(byte[] library) {
    byte[] other = library.clone();
    other[18] = 0x15;
    return other;
  }
}
