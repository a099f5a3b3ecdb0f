package io.github.wechatpayfeign.integrationtests.house;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No file of the project holds a private key, in whatever form. */
class NoKeyInTheSourcesTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Signatures that others made, with the keys that they published. */
  private static final Set<String> OF_OTHERS = Set.of("vectors.json", "response-vectors.json");

  private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", "node_modules");

  private static final Pattern LINE_END = Pattern.compile("\\\\n|\\\\?[\\r\\n]+ *");
  private static final Pattern BASE64_OF_DER = Pattern.compile("MII[A-Za-z0-9+/]{300,}");
  private static final long MAX_BYTES = 2_000_000;

  @TempDir private Path folder;

  @Test
  void holdNoPrivateKey() throws IOException {
    assertThat(filesWithKeys(ROOT)).isEmpty();
  }

  @Test
  void findsAKeyInPropertiesAndInPem() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
    String line = Base64.getEncoder().encodeToString(key);
    String lines = Base64.getMimeEncoder().encodeToString(key);
    Files.writeString(folder.resolve("a.properties"), "key=" + line.replace("=", "\\="));
    Files.writeString(folder.resolve("b.txt"), "-----BEGIN PRIVATE KEY-----\n" + lines);
    Files.writeString(folder.resolve("C.java"), '"' + lines.replace("\r\n", "\\n") + '"');
    Files.writeString(folder.resolve("d.md"), "MII" + "A".repeat(400));

    assertThat(filesWithKeys(folder)).containsExactly("C.java", "a.properties", "b.txt");
  }

  private static Set<String> filesWithKeys(Path root) throws IOException {
    Set<String> found = new TreeSet<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes unused) {
            return NOT_OURS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            boolean others = OF_OTHERS.contains(file.getFileName().toString());
            if (attributes.isRegularFile()
                && attributes.size() < MAX_BYTES
                && !others
                && holdsKey(Files.readString(file, ISO_8859_1))) {
              found.add(root.relativize(file).toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static boolean holdsKey(String text) {
    return text.contains("MII")
        && BASE64_OF_DER
            .matcher(LINE_END.matcher(text).replaceAll(""))
            .results()
            .anyMatch(run -> isKey(run.group()));
  }

  /** Ignores what follows a key: the DER begins with its length. */
  private static boolean isKey(String base64) {
    int end = base64.length() % 4 == 1 ? base64.length() - 1 : base64.length();
    byte[] start = Base64.getDecoder().decode(base64.substring(0, end));
    int length = 4 + (((start[2] & 0xFF) << 8) | (start[3] & 0xFF));
    if (length > start.length) {
      return false;
    }
    try {
      byte[] der = Arrays.copyOf(start, length);
      KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
      return true;
    } catch (GeneralSecurityException noKey) {
      return false;
    }
  }
}
