package io.github.wechatpayfeign.merchant;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.wechatpayfeign.openssl.OpenSsl;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A message about unreadable key material names what was found and what to do, in one sentence. */
class KeyProblemsTest {

  private static final String KEY =
      "; expected the merchant's private key (-----BEGIN PRIVATE KEY-----, the file"
          + " apiclient_key.pem)";
  private static final String PUBLIC =
      "; expected the WeChat Pay public key (-----BEGIN PUBLIC KEY-----, the file pub_key.pem)";
  private static final String CERTIFICATE =
      "; expected the merchant API certificate (-----BEGIN CERTIFICATE-----, the file"
          + " apiclient_cert.pem)";
  private static final String PLATFORM =
      "; expected a platform certificate of WeChat Pay (-----BEGIN CERTIFICATE-----, the file"
          + " wechatpay_....pem)";
  private static final String P12 =
      "; expected the PKCS#12 file of the merchant, apiclient_cert.p12";
  private static final String AGAIN = ": copy or download the whole file again";

  private static final Map<String, Function<KeyMaterial, Object>> WANTED = new LinkedHashMap<>();
  private static final Map<String, byte[]> FOUND = new LinkedHashMap<>();
  private static final Map<String, String> SAID = new LinkedHashMap<>();

  @TempDir static Path folder;

  @BeforeAll
  static void makeKeys() throws IOException {
    WANTED.put(KEY, KeyReader::privateKey);
    WANTED.put(PUBLIC, KeyReader::publicKey);
    WANTED.put(CERTIFICATE, KeyReader::merchantCertificates);
    WANTED.put(PLATFORM, KeyReader::platformCertificate);
    WANTED.put(P12, material -> Pkcs12File.open(material, "x".toCharArray()));

    OpenSsl openSsl = new OpenSsl(folder);
    Path key = openSsl.rsaKey("key.pem", 2048);
    String in = key.toString();
    Path certificate = openSsl.key("cert.pem", "req", "-x509", "-key", in, "-subj", "/CN=m");
    String pem = Files.readString(key);
    byte[] der =
        Files.readAllBytes(
            openSsl.key("key.der", "pkcs8", "-topk8", "-nocrypt", "-in", in, "-outform", "DER"));
    add("a private key", Files.readAllBytes(key), "holds a private key");
    add(
        "a public key",
        Files.readAllBytes(openSsl.publicKey(key, "pub.pem")),
        "holds a public key");
    add("a certificate", Files.readAllBytes(certificate), "holds a certificate");
    add(
        "a certificate request",
        Files.readAllBytes(openSsl.key("csr.pem", "req", "-new", "-key", in, "-subj", "/CN=m")),
        "holds a certificate request (CSR): the merchant portal makes a certificate from it");
    add(
        "a PKCS#7 file",
        Files.readAllBytes(
            openSsl.key("p7.pem", "crl2pkcs7", "-nocrl", "-certfile", certificate.toString())),
        "holds a PKCS#7 file");
    add(
        "PKCS#12",
        Files.readAllBytes(
            openSsl.key(
                "c.p12",
                "pkcs12",
                "-export",
                "-inkey",
                in,
                "-in",
                certificate.toString(),
                "-passout",
                "pass:x")),
        "holds a PKCS#12 file: set it with pkcs12(...)");
    add("nothing", new byte[0], "is empty");
    add("blank lines", "\uFEFF \r\n\n".getBytes(UTF_8), "is empty");
    add(
        "UTF-16",
        ("\uFEFF" + pem).getBytes(UTF_16LE),
        "is UTF-16 text, as Notepad and PowerShell write it: save it as UTF-8");
    add(
        "UTF-16 without a mark",
        pem.getBytes(UTF_16LE),
        "is UTF-16 text, as Notepad and PowerShell write it: save it as UTF-8");
    add(
        "half a file",
        pem.substring(0, 800).getBytes(UTF_8),
        "is cut off, because its PRIVATE KEY has no line -----END ...-----" + AGAIN);
    add(
        "a key without its middle",
        (pem.substring(0, 28 + 65 * 4) + "-----END PRIVATE KEY-----").getBytes(UTF_8),
        "is cut off, because its PRIVATE KEY has 192 of " + der.length + " bytes" + AGAIN);
    add(
        "half of a DER",
        Arrays.copyOf(der, 700),
        "is cut off, because its DER has 700 of " + der.length + " bytes" + AGAIN);
    add(
        "half of bare Base64",
        pem.substring(28, 800).getBytes(UTF_8),
        "is cut off, because its Base64 has");
    add(
        "a changed character",
        pem.replaceFirst("MII", "M!I").getBytes(UTF_8),
        "holds a damaged PRIVATE KEY, which is not Base64" + AGAIN);
    add(
        "another text",
        "WECHATPAY_KEY=todo".getBytes(UTF_8),
        "holds no key or certificate, neither as PEM nor as DER");
    add(
        "an image",
        new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, 3},
        "holds no key or certificate, neither as PEM nor as DER");
    add(
        "a Java key store",
        new byte[] {(byte) 0xFE, (byte) 0xED, (byte) 0xFE, (byte) 0xED, 0, 0, 0, 2},
        "holds a Java key store (JKS)");
    addKeysOfOthers(openSsl, in);
  }

  private static void addKeysOfOthers(OpenSsl openSsl, String in) throws IOException {
    add(
        "an OpenSSH key",
        """
        -----BEGIN OPENSSH PRIVATE KEY-----
        b3BlbnNzaC1rZXktdjEAAAAABG5vbmU=
        -----END OPENSSH PRIVATE KEY-----
        """
            .getBytes(UTF_8),
        "holds an OpenSSH key");
    add(
        "a public key of OpenSSH",
        "ssh-rsa AAAAB3NzaC1yc2E x@y\n".getBytes(UTF_8),
        "holds an OpenSSH key");
    add("a PuTTY key", "PuTTY-User-Key-File-2: ssh-rsa\n".getBytes(UTF_8), "holds a PuTTY key");
    add(
        "an encrypted key",
        Files.readAllBytes(
            openSsl.key("e.pem", "pkcs8", "-topk8", "-in", in, "-passout", "pass:x")),
        "holds an encrypted private key");
  }

  private static void add(String found, byte[] bytes, String said) {
    FOUND.put(found, bytes);
    SAID.put(found, said);
  }

  static Stream<Arguments> foundAndWanted() {
    List<Arguments> all = new ArrayList<>();
    for (String found : FOUND.keySet()) {
      for (String wanted : WANTED.keySet()) {
        boolean right =
            (wanted.equals(KEY) && found.endsWith("private key"))
                || (wanted.equals(PUBLIC) && found.equals("a public key"))
                || (wanted.contains("certificate ") && found.equals("a certificate"))
                || (wanted.equals(P12) && found.equals("PKCS#12"))
                || (wanted.equals(KEY) && found.equals("an encrypted key"));
        if (!right) {
          all.add(Arguments.of(found, wanted));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0}{1}")
  @MethodSource("foundAndWanted")
  void saysWhatWasFoundAndWhatWasExpected(String found, String wanted) throws IOException {
    Path file = Files.write(folder.resolve("given"), Objects.requireNonNull(FOUND.get(found)));
    Function<KeyMaterial, Object> reader = Objects.requireNonNull(WANTED.get(wanted));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> reader.apply(KeyMaterial.of(file)))
        .withMessageStartingWith("The file " + file + " " + SAID.get(found))
        .withMessageEndingWith(wanted)
        .withNoCause();
  }

  static Stream<Arguments> keysOfOtherAlgorithms() {
    return Stream.of(
        Arguments.of(
            "EC on the curve P-256 (prime256v1)", List.of("EC", "ec_paramgen_curve:P-256")),
        Arguments.of("EC on the curve P-384 (secp384r1)", List.of("EC", "ec_paramgen_curve:P-384")),
        Arguments.of("EC on the curve secp256k1", List.of("EC", "ec_paramgen_curve:secp256k1")),
        Arguments.of("RSA-PSS", List.of("RSA-PSS", "rsa_keygen_bits:2048")),
        Arguments.of("Ed25519", List.of("ED25519")),
        Arguments.of("X25519", List.of("X25519")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keysOfOtherAlgorithms")
  void namesTheAlgorithmOfAKeyThatCannotSign(String name, List<String> options) {
    OpenSsl openSsl = new OpenSsl(folder);
    List<String> arguments = new ArrayList<>(List.of("genpkey", "-algorithm", options.get(0)));
    if (options.size() > 1) {
      arguments.addAll(List.of("-pkeyopt", options.get(1)));
    }
    Path key = openSsl.key("other.pem", arguments.toArray(String[]::new));
    Path publicKey = openSsl.publicKey(key, "other_pub.pem");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Merchant.builder().privateKey(key))
        .withMessage(
            "The file "
                + key
                + " holds a key for "
                + name
                + ", but WeChat Pay takes only RSA and SM2"
                + KEY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Merchant.builder().wechatPayPublicKey("PUB_KEY_ID_1", publicKey))
        .withMessage(
            "The file "
                + publicKey
                + " holds a key for "
                + name
                + ", but WeChat Pay takes only RSA and SM2"
                + PUBLIC);
  }

  @Test
  void saysHowToConvertAnOpenSshKey() {
    KeyMaterial material =
        KeyMaterial.of(
            "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Merchant.builder().privateKey(material))
        .withMessage(
            "The given text holds an OpenSSH key: convert a copy of it with \"ssh-keygen -p -m PKCS8"
                + " -f COPY\""
                + KEY);
  }

  @Test
  void saysThatAFolderIsNotAFile() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyMaterial.of(folder))
        .withMessage("The file " + folder + " is a folder, not a file");
  }

  /** The tests may run as root, who may read everything. */
  @Test
  void saysThatTheUserMayNotReadAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("secret.pem"), "x");

    assertThat(new KeyPath(file).unreadable(new AccessDeniedException(file.toString())))
        .hasMessage(
            "The file "
                + file
                + " cannot be read: give the user of this process permission to read it");
    assertThat(
            new KeyPath(file)
                .unreadable(new FileSystemException(file.toString(), null, "Stale file handle")))
        .hasMessage("The file " + file + " cannot be read (Stale file handle)");
  }

  @Test
  void refusesAFileThatIsTooLargeToBeAKey() throws IOException {
    Path large = Files.write(folder.resolve("large.pem"), new byte[1024 * 1024 + 1]);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyMaterial.of(large))
        .withMessage("The file " + large + " is larger than 1 MiB, so it is not a key");
  }

  @Test
  void distinguishesEncryptedKeysFromOtherMaterialWithoutThrowing() {
    FOUND.forEach(
        (found, bytes) ->
            assertThat(KeyMaterial.of(bytes).isEncryptedPem())
                .as(found)
                .isEqualTo(found.equals("an encrypted key")));
    assertThat(catchThrowable(() -> KeyMaterial.of("x", null)))
        .hasMessage("The resource x does not exist");
  }
}
