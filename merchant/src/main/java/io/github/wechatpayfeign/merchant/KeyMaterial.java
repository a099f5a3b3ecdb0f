package io.github.wechatpayfeign.merchant;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a key, a certificate or a PKCS#12 file, with the passphrase that opens them. {@link
 * #toString()} shows only their source.
 *
 * <p>Keys and certificates are read as openssl reads them, and a little more leniently: PEM or DER,
 * with or without a byte order mark, with any line ends, also with blanks or the two characters
 * {@code \n} in the place of line ends, indented, or as Base64 without its first and last line. The
 * content decides the kind, not the label. If a text has several objects, the reader takes the one
 * that it needs.
 */
public final class KeyMaterial {

  private static final int MAX_BYTES = 1024 * 1024;

  private final String source;
  private final byte[] bytes;
  private final char @Nullable [] passphrase;

  private KeyMaterial(String source, byte[] bytes, char @Nullable [] passphrase) {
    this.source = source;
    this.bytes = bytes;
    this.passphrase = passphrase;
  }

  /**
   * Reads a file at once.
   *
   * @throws IllegalArgumentException if the file cannot be read: the message names it and the
   *     reason. If the path is a key given by mistake, the message says so and does not show it
   */
  public static KeyMaterial of(Path file) {
    KeyPath path = new KeyPath(file);
    path.requireNoKey();
    try (InputStream in = path.open()) {
      return read("The file " + path.shown(), in);
    } catch (IOException unreadable) {
      throw path.unreadable(unreadable);
    }
  }

  /**
   * Returns the material in a text: PEM, or Base64 without its first and last line.
   *
   * @throws IllegalArgumentException if it is the name of a file
   */
  public static KeyMaterial of(String pem) {
    if (KeyPath.isFileName(pem)) {
      throw new IllegalArgumentException(
          "The given text is the name of a file, not a key: give it as a path, with"
              + " Path.of(...)");
    }
    return new KeyMaterial("The given text", pem.getBytes(StandardCharsets.UTF_8), null);
  }

  /**
   * Returns the material in a setting, such as an environment variable. Its value is the text of a
   * key or certificate, or the path of a file, which is read at once.
   *
   * @param name the name of the setting in messages, such as {@code WECHATPAY_PRIVATE_KEY}
   * @param value PEM text, Base64 without its first and last line, or a path
   * @throws IllegalArgumentException if the value is empty or the file cannot be read: the message
   *     names the setting or the file, and the reason
   */
  public static KeyMaterial ofSetting(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " is empty: give a key, or the path of its file");
    }
    if (KeyPath.isKey(value)) {
      return new KeyMaterial("The text of " + name, value.getBytes(StandardCharsets.UTF_8), null);
    }
    Path file;
    try {
      file = Path.of(value.strip());
    } catch (InvalidPathException neither) {
      // Its message shows the whole value.
      throw new IllegalArgumentException(name + " holds neither a key nor the path of a file");
    }
    return of(file);
  }

  /** Returns the material in a copy of the bytes: PEM, DER or PKCS#12. */
  public static KeyMaterial of(byte[] bytes) {
    return new KeyMaterial("The given bytes", bytes.clone(), null);
  }

  /**
   * Reads a stream to its end, such as a resource of the class path, and closes it.
   *
   * @param name its name in messages
   * @param in the stream; null, which {@code getResourceAsStream} may return, is refused
   * @throws IllegalArgumentException if it is null or cannot be read: the message has its name
   */
  public static KeyMaterial of(String name, @Nullable InputStream in) {
    if (in == null) {
      throw new IllegalArgumentException("The resource " + name + " does not exist");
    }
    try (in) {
      return read("The resource " + name, in);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "The resource " + name + " cannot be read (" + unreadable.getMessage() + ")", unreadable);
    }
  }

  private static KeyMaterial read(String source, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(source + " is larger than 1 MiB, so it is not a key");
    }
    return new KeyMaterial(source, bytes, null);
  }

  /** Returns the same bytes with a copy of the passphrase. */
  public KeyMaterial withPassphrase(char[] passphrase) {
    return new KeyMaterial(source, bytes, Objects.requireNonNull(passphrase, "passphrase").clone());
  }

  /**
   * Returns whether this is a private key that a passphrase protects, so that a program can ask for
   * the passphrase.
   */
  public boolean isEncryptedPem() {
    return KeyReader.isEncrypted(this);
  }

  String source() {
    return source;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  char @Nullable [] passphrase() {
    return passphrase == null ? null : passphrase.clone();
  }

  @Override
  public String toString() {
    return "KeyMaterial[" + source + (passphrase == null ? "]" : ", with a passphrase]");
  }
}
