package io.github.wechatpayfeign.signing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a key, a certificate or a PKCS#12 file, with the passphrase that opens them. {@link
 * #toString()} shows only where they came from.
 */
public final class KeyMaterial {

  private static final int LONGEST = 1024 * 1024;

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
   * @throws IllegalArgumentException if it cannot be read: the message names it
   */
  public static KeyMaterial of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new KeyMaterial("The file " + file, in.readNBytes(LONGEST), null);
    } catch (NoSuchFileException missing) {
      throw new IllegalArgumentException("The file " + file + " does not exist", missing);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "The file " + file + " cannot be read (" + unreadable.getMessage() + ")", unreadable);
    }
  }

  /** Takes PEM text. */
  public static KeyMaterial of(String pem) {
    return new KeyMaterial("The given text", pem.getBytes(StandardCharsets.UTF_8), null);
  }

  /** Takes a copy of the bytes. */
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
      return new KeyMaterial("The resource " + name, in.readNBytes(LONGEST), null);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "The resource " + name + " cannot be read (" + unreadable.getMessage() + ")", unreadable);
    }
  }

  /** Returns the same bytes with a passphrase, of which a copy is kept. */
  public KeyMaterial withPassphrase(char[] passphrase) {
    return new KeyMaterial(source, bytes, Objects.requireNonNull(passphrase, "passphrase").clone());
  }

  /**
   * Returns whether this is a private key in PEM that a passphrase protects, so that a program can
   * ask for one.
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
