package io.github.wechatpayfeign.merchant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A digest of the names and bytes of a set of files. Times and sizes are not enough: swapping a
 * symbolic link may change neither.
 */
record FilesDigest(String digest) {

  private static final byte UNREADABLE = '?';
  private static final int MAX_FILE = 1024 * 1024;

  static FilesDigest of(List<Path> paths) {
    MessageDigest all = sha256();
    paths.forEach(path -> add(all, path));
    return new FilesDigest(HexFormat.of().formatHex(all.digest()));
  }

  private static void add(MessageDigest all, Path path) {
    if (!Files.isDirectory(path)) {
      addFile(all, path);
      return;
    }
    try (Stream<Path> files = Files.list(path)) {
      files.filter(Files::isRegularFile).sorted().forEach(file -> addFile(all, file));
    } catch (IOException | UncheckedIOException unreadable) {
      all.update(UNREADABLE);
    }
  }

  /** Digests name and bytes separately, so two different sets of files never look the same. */
  private static void addFile(MessageDigest all, Path file) {
    all.update(sha256().digest(file.toString().getBytes(StandardCharsets.UTF_8)));
    try (InputStream in = Files.newInputStream(file)) {
      all.update(sha256().digest(in.readNBytes(MAX_FILE)));
    } catch (IOException missing) {
      all.update(UNREADABLE);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
