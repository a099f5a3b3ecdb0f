package io.github.wechatpayfeign.cli.settings;

import io.github.wechatpayfeign.cli.console.KeyLeaks;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.merchant.KeyMaterial;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads a setting that is a key: the name of its file, or the PEM text itself. The Spring Boot
 * starter takes both too, so the same variables work for both. No message shows such a text.
 */
public final class KeyArguments {

  private static final int DER_SEQUENCE = 0x30;

  private KeyArguments() {}

  /**
   * Reads a key or a certificate.
   *
   * @throws IllegalArgumentException if it cannot be read; the message shows no key
   */
  public static KeyMaterial read(String text) {
    Path file = fileOf(text);
    return file == null ? KeyMaterial.of(text) : KeyMaterial.of(file);
  }

  /** Returns the setting as a message may show it: the name of a file, but never a key. */
  public static String shown(String text) {
    return fileOf(text) == null ? Words.of("the given text") : text;
  }

  /**
   * Returns whether the setting names a file that looks like a PKCS#12 file. If it does not, a
   * passphrase is of no use, and nobody is asked for one.
   */
  static boolean isBinaryFile(String text) {
    Path file = fileOf(text);
    if (file == null) {
      return false;
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      return bytes.read() == DER_SEQUENCE;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the file that the text names, or null if the text is a key itself. */
  private static @Nullable Path fileOf(String text) {
    Path file;
    try {
      file = Path.of(text);
    } catch (InvalidPathException noName) {
      return null;
    }
    // A long path can look like Base64, so a file that exists wins over the look of the text.
    boolean isContent = KeyLeaks.isKey(text) || text.indexOf('\n') >= 0;
    return isContent && !Files.exists(file) ? null : file;
  }
}
