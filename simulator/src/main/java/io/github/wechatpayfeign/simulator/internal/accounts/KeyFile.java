package io.github.wechatpayfeign.simulator.internal.accounts;

import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import io.github.wechatpayfeign.simulator.internal.crypto.CertificateAuthority;
import io.github.wechatpayfeign.simulator.internal.crypto.GatewayKey;
import io.github.wechatpayfeign.simulator.internal.crypto.IssuedCertificate;
import io.github.wechatpayfeign.simulator.internal.crypto.Validity;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;

/**
 * A file that keeps the keys of a simulator from one start to the next. The first start creates it,
 * and no start changes it.
 */
public final class KeyFile {
  private static final String MODE = "mode";
  private static final String MCHID = "mchid";
  private static final String API_V3_KEY = "apiV3Key";
  private static final String MERCHANT = "merchant";
  private static final String PUBLIC_KEY = "publicKey";
  private static final String PLATFORM = "platform";

  private final Path file;
  private final GatewayMode mode;
  private final String mchid;
  private final CertificateAuthority authority;

  private KeyFile(Path file, GatewayMode mode, String mchid, CertificateAuthority authority) {
    this.file = file;
    this.mode = mode;
    this.mchid = mchid;
    this.authority = authority;
  }

  /**
   * Reads the keys, or creates keys and the file.
   *
   * @throws IllegalArgumentException if the file is not whole, or holds keys of another merchant or
   *     mode, or an expired certificate
   * @throws UncheckedIOException if the file can be neither read nor written
   */
  public static StartKeys keep(
      Path file, GatewayMode mode, String mchid, CertificateAuthority authority) {
    KeyFile keys = new KeyFile(file, mode, mchid, authority);
    try {
      return Files.exists(file) ? keys.read() : keys.write();
    } catch (FileAlreadyExistsException another) {
      // Another simulator created the file at this moment; both use its keys.
      return keys.readUnchecked();
    } catch (IOException e) {
      throw keys.unusable(e);
    }
  }

  private StartKeys readUnchecked() {
    try {
      return read();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private UncheckedIOException unusable(IOException e) {
    return new UncheckedIOException(
        "The keys cannot be kept in %s: use a file in a folder that can be written".formatted(file),
        e);
  }

  private StartKeys write() throws IOException {
    StartKeys keys = StartKeys.create(mode, mchid, authority);
    Properties lines = new Properties();
    lines.setProperty(MODE, mode.name());
    lines.setProperty(MCHID, mchid);
    lines.setProperty(API_V3_KEY, keys.apiV3Key());
    put(lines, MERCHANT, keys.merchant());
    keys.platform().ifPresent(certificate -> put(lines, PLATFORM, certificate));
    keys.publicKey().ifPresent(key -> put(lines, PUBLIC_KEY, key.id(), key.keys()));
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    // The file appears as a whole, so that nobody reads a half of it.
    Path draft = Files.createTempFile(folder, "simulated", ".tmp");
    try {
      try (Writer out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
        lines.store(out, "Keys of a WeChat Pay simulator, never of a real merchant");
      }
      Files.copy(draft, file);
    } finally {
      Files.delete(draft);
    }
    return keys;
  }

  private static void put(Properties lines, String name, IssuedCertificate certificate) {
    put(lines, name, certificate.serial(), certificate.keys());
    lines.setProperty(name + ".from", certificate.validity().from().toString());
    lines.setProperty(name + ".until", certificate.validity().until().toString());
  }

  private static void put(Properties lines, String name, String id, KeyPair keys) {
    Base64.Encoder base64 = Base64.getEncoder();
    lines.setProperty(name + ".id", id);
    lines.setProperty(name + ".private", base64.encodeToString(keys.getPrivate().getEncoded()));
    lines.setProperty(name + ".public", base64.encodeToString(keys.getPublic().getEncoded()));
  }

  private StartKeys read() throws IOException {
    Properties lines = new Properties();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      lines.load(in);
    } catch (IllegalArgumentException malformedEscape) {
      throw broken(malformedEscape);
    }
    requireSame(lines, MODE, mode.name());
    requireSame(lines, MCHID, mchid);
    try {
      return new StartKeys(
          certificate(lines, MERCHANT, mchid),
          line(lines, API_V3_KEY),
          mode.hasPublicKey()
              ? Optional.of(
                  new GatewayKey(line(lines, PUBLIC_KEY + ".id"), pair(lines, PUBLIC_KEY)))
              : Optional.empty(),
          mode.hasCertificates()
              ? Optional.of(certificate(lines, PLATFORM, IssuedPlatformCertificates.OWNER))
              : Optional.empty());
    } catch (GeneralSecurityException | DateTimeException e) {
      throw broken(e);
    }
  }

  private void requireSame(Properties lines, String name, String expected) {
    String found = line(lines, name);
    if (!found.equals(expected)) {
      throw new IllegalArgumentException(
          "%s holds keys for the %s %s, not %s: use another file"
              .formatted(file, name, found, expected));
    }
  }

  private IssuedCertificate certificate(Properties lines, String name, String owner)
      throws GeneralSecurityException {
    Validity validity =
        new Validity(
            Instant.parse(line(lines, name + ".from")),
            Instant.parse(line(lines, name + ".until")));
    if (validity.isOver(authority.clock().instant())) {
      throw new IllegalArgumentException(
          "A certificate in %s expired at %s: delete the file, and the next start creates new keys"
              .formatted(file, validity.until()));
    }
    return new IssuedCertificate(
        authority.suite(), owner, line(lines, name + ".id"), pair(lines, name), validity);
  }

  private KeyPair pair(Properties lines, String name) throws GeneralSecurityException {
    KeyFactory factory = authority.suite().newKeyFactory();
    return new KeyPair(
        factory.generatePublic(new X509EncodedKeySpec(bytes(lines, name + ".public"))),
        factory.generatePrivate(new PKCS8EncodedKeySpec(bytes(lines, name + ".private"))));
  }

  private byte[] bytes(Properties lines, String name) {
    String base64 = line(lines, name);
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw broken(e);
    }
  }

  private String line(Properties lines, String name) {
    String value = lines.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "%s has no line \"%s\": delete the file, and the next start creates new keys"
              .formatted(file, name));
    }
    return value;
  }

  /** Names only the kind of the problem, since its message can hold a part of a key. */
  private IllegalArgumentException broken(Exception e) {
    return new IllegalArgumentException(
        "%s cannot be read (%s): delete the file, and the next start creates new keys"
            .formatted(file, e.getClass().getSimpleName()));
  }
}
