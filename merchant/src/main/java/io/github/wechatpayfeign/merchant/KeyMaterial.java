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
 * #toString()} shows only where they came from.
 *
 * <p>Keys and certificates are read as openssl reads them, and a little more leniently: PEM or DER,
 * with or without a byte order mark, with any line ends, also with blanks or the two characters
 * {@code \n} in place of line ends, indented, or as Base64 without its first and last line. The
 * content decides what it is, and not the label. Of several objects in one text, the wanted one is
 * taken.
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
   * Reads a file, at once.
   *
   * @throws IllegalArgumentException if it cannot be read: the message names it and the reason. A
   *     key that was given in place of a path is named as such, and not shown
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
   * Takes the text of a key or certificate: PEM, or Base64 without its first and last line.
   *
   * @throws IllegalArgumentException if it is the name of a file
   */
  public static KeyMaterial of(String pem) {
    if (KeyPath.isFileName(pem)) {
      throw new IllegalArgumentException(
          "The given text is the name of a file, and not a key: give it as a path, with"
              + " Path.of(...)");
    }
    return new KeyMaterial("The given text", pem.getBytes(StandardCharsets.UTF_8), null);
  }

  /**
   * Takes the value of a setting, such as an environment variable, which is either the text of a
   * key or certificate, or else the path of its file, which is read at once.
   *
   * @param name what messages call the setting, such as {@code WECHATPAY_PRIVATE_KEY}
   * @param value PEM text, Base64 without its first and last line, or a path
   * @throws IllegalArgumentException if it is empty, or if the file cannot be read: the message
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

  /** Takes a copy of the bytes, PEM, DER or PKCS#12. */
  public static KeyMaterial of(byte[] bytes) {
    return new KeyMaterial("The given bytes", bytes.clone(), null);
  }

  /**
   * Reads a stream to its end, such as a resource of the class path, and closes it.
   *
   * @param name what messages call it
   * @param in the stream; null, as {@code getResourceAsStream} returns it, is refused
   * @throws IllegalArgumentException if it is null or cannot be read: the message gives its name
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
      throw new IllegalArgumentException(source + " is larger than 1 MiB, which no key is");
    }
    return new KeyMaterial(source, bytes, null);
  }

  /** Returns the same bytes with a passphrase, of which a copy is kept. */
  public KeyMaterial withPassphrase(char[] passphrase) {
    return new KeyMaterial(source, bytes, Objects.requireNonNull(passphrase, "passphrase").clone());
  }

  /**
   * Returns whether this is a private key that a passphrase protects, so that a program can ask for
   * one.
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
