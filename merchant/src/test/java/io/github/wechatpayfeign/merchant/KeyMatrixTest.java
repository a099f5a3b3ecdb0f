package io.github.wechatpayfeign.merchant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.openssl.OpenSsl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of key material, in every form in which it may arrive, from every source. openssl
 * makes it, and the result is compared with the key that the JDK or BouncyCastle reads from
 * openssl's DER.
 */
class KeyMatrixTest {

  private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
  private static final String PASS = "open sesame 密码";
  private static final List<String> SOURCES =
      List.of("file", "text", "bytes", "stream", "setting", "setting with a path");

  @TempDir static Path folder;

  private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

  /** One kind of key material, and how it is read. */
  private record Kind(Path pem, Object expected, Function<KeyMaterial, Object> reader) {}

  @BeforeAll
  static void makeKeys() throws Exception {
    OpenSsl openSsl = new OpenSsl(folder);
    for (String type : List.of("RSA", "SM2")) {
      String key =
          (type.equals("RSA")
                  ? openSsl.rsaKey("rsa.pem", 2048)
                  : openSsl.key("sm2.pem", "genpkey", "-algorithm", "SM2"))
              .toString();
      Object expected =
          privateKey(
              type,
              openSsl.key(
                  type + ".der", "pkcs8", "-topk8", "-nocrypt", "-in", key, "-outform", "DER"));
      add(type + " key, PKCS#8", Path.of(key), expected, KeyReader::privateKey);
      add(
          type + " key, traditional",
          traditional(openSsl, type, key),
          expected,
          KeyReader::privateKey);
      add(
          type + " key, encrypted PKCS#8",
          openSsl.key(type + "e.pem", "pkcs8", "-topk8", "-in", key, "-passout", "pass:" + PASS),
          expected,
          KeyReader::privateKey);
      add(
          type + " key, encrypted traditional",
          traditional(openSsl, type, key, "-aes256", "-passout", "pass:" + PASS),
          expected,
          KeyReader::privateKey);
      addPublic(openSsl, type, key);
      addCertificates(openSsl, type, key);
    }
  }

  private static Path traditional(OpenSsl openSsl, String type, String key, String... more) {
    List<String> arguments =
        new ArrayList<>(type.equals("RSA") ? List.of("rsa", "-traditional") : List.of("ec"));
    arguments.addAll(List.of("-in", key));
    arguments.addAll(List.of(more));
    return openSsl.key(
        type + "_traditional" + more.length + ".pem", arguments.toArray(String[]::new));
  }

  private static void addPublic(OpenSsl openSsl, String type, String key) throws Exception {
    Path der = openSsl.key(type + "_pub.der", "pkey", "-in", key, "-pubout", "-outform", "DER");
    Object expected = factory(type).generatePublic(new X509EncodedKeySpec(Files.readAllBytes(der)));
    add(
        type + " public key",
        openSsl.publicKey(Path.of(key), type + "_pub.pem"),
        expected,
        KeyReader::publicKey);
    if (type.equals("RSA")) {
      add(
          type + " public key, PKCS#1",
          openSsl.key("rsa_pub1.pem", "rsa", "-in", key, "-RSAPublicKey_out"),
          expected,
          KeyReader::publicKey);
    }
  }

  private static void addCertificates(OpenSsl openSsl, String type, String key) throws Exception {
    Path pem =
        openSsl.key(
            type + "_cert.pem",
            "req",
            "-x509",
            "-key",
            key,
            "-subj",
            "/CN=merchant",
            "-set_serial",
            "0x0A1B");
    Path der = openSsl.key(type + "_cert.der", "x509", "-in", pem.toString(), "-outform", "DER");
    CertificateFactory factory =
        type.equals("RSA")
            ? CertificateFactory.getInstance("X.509")
            : CertificateFactory.getInstance("X.509", BOUNCY_CASTLE);
    Object expected;
    try (InputStream in = Files.newInputStream(der)) {
      expected = factory.generateCertificate(in);
    }
    Path trusted =
        openSsl.key(
            type + "_trusted.pem",
            "x509",
            "-in",
            pem.toString(),
            "-trustout",
            "-addtrust",
            "serverAuth");
    for (Path file : List.of(pem, trusted)) {
      String name = type + (file == pem ? " certificate" : " trusted certificate");
      add(
          name + " of the merchant",
          file,
          expected,
          material -> KeyReader.merchantCertificates(material).get(0));
      add(name + " of the platform", file, expected, KeyReader::platformCertificate);
    }
  }

  private static KeyFactory factory(String type) throws GeneralSecurityException {
    return type.equals("RSA")
        ? KeyFactory.getInstance("RSA")
        : KeyFactory.getInstance("EC", BOUNCY_CASTLE);
  }

  private static Object privateKey(String type, Path der) throws Exception {
    return factory(type).generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(der)));
  }

  private static void add(
      String kind, Path pem, Object expected, Function<KeyMaterial, Object> reader) {
    KINDS.put(kind, new Kind(pem, expected, reader));
  }

  static Stream<Arguments> kindsAndForms() {
    List<Arguments> all = new ArrayList<>();
    for (String kind : KINDS.keySet()) {
      for (KeyForm form : KeyForm.values()) {
        if (!(kind.endsWith("encrypted traditional") && form.hasNoHeaders())) {
          all.add(Arguments.of(kind, form));
        }
      }
    }
    return all.stream();
  }

  static Stream<Arguments> matrix() {
    return kindsAndForms()
        .flatMap(
            row ->
                SOURCES.stream()
                    .filter(source -> row.get()[1] != KeyForm.DER || !isText(source))
                    .map(source -> Arguments.of(row.get()[0], row.get()[1], source)));
  }

  private static boolean isText(String source) {
    return source.equals("text") || source.equals("setting");
  }

  @ParameterizedTest(name = "{0}, {1}, from a {2}")
  @MethodSource("matrix")
  void readsEveryKindInEveryFormFromEverySource(String kind, KeyForm form, String source)
      throws IOException {
    byte[] bytes = form.changed(pem(kind));

    KeyMaterial material = material(bytes, source);

    assertThat(read(kind, material)).isEqualTo(kind(kind).expected());
    assertThat(material.isEncryptedPem()).isEqualTo(kind.contains("encrypted"));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("kindsAndForms")
  void findsTheNeededObjectAmongSeveralInOneFile(String kind, KeyForm form) throws IOException {
    if (form.hasNoHeaders() || form == KeyForm.BASE64_OF_THE_WHOLE) {
      return;
    }
    String type = kind.substring(0, 3);
    StringBuilder others = new StringBuilder();
    if (!kind.contains("certificate")) {
      others.append(pem(type + " certificate of the merchant"));
    }
    if (!kind.contains("public key")) {
      others.append(pem(type + " public key"));
    }
    if (!kind.contains(" key, ")) {
      others.append(pem(type + " key, PKCS#8"));
    }
    String pem = pem(kind);

    Object last = read(kind, KeyMaterial.of(form.changed(others + pem)));
    Object first = read(kind, KeyMaterial.of(form.changed(pem + others)));

    assertThat(List.of(first, last)).containsOnly(kind(kind).expected());
  }

  private static Kind kind(String name) {
    return Objects.requireNonNull(KINDS.get(name), name);
  }

  private static String pem(String kind) throws IOException {
    return Files.readString(kind(kind).pem());
  }

  private static Object read(String kind, KeyMaterial material) {
    return kind(kind).reader().apply(material.withPassphrase(PASS.toCharArray()));
  }

  private static KeyMaterial material(byte[] bytes, String source) throws IOException {
    Path file = Files.write(folder.resolve("material"), bytes);
    return switch (source) {
      case "file" -> KeyMaterial.of(file);
      case "text" -> KeyMaterial.of(new String(bytes, UTF_8));
      case "bytes" -> KeyMaterial.of(bytes);
      case "stream" -> KeyMaterial.of("material", new ByteArrayInputStream(bytes));
      case "setting" -> KeyMaterial.ofSetting("WECHATPAY_KEY", new String(bytes, UTF_8));
      case "setting with a path" -> KeyMaterial.ofSetting("WECHATPAY_KEY", file.toString());
      default -> throw new AssertionError(source);
    };
  }
}
