package io.github.wechatpayfeign.merchant;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The path of a key file, as the user gave it. Users sometimes give a key in the place of a path,
 * so a message shows a path only if it cannot be a key.
 */
final class KeyPath {

  private static final String FILE_NAME =
      "(?i)[^\\p{Cntrl}]{1,250}\\.(pem|key|crt|cer|der|p12|pfx|txt)";

  /** A key in Base64 begins with a DER sequence, and is longer than most paths. */
  private static final String BASE64_OF_DER = "M[A-P][A-Za-z0-9+/]{62,}={0,2}";

  private static final String BASE64_OF_BEGIN = "LS0tLS1CRUdJTi";

  // Only messages need these two.
  private static final String SEPARATED = "[^\\p{Cntrl}]*[/\\\\.][^\\p{Cntrl}]*";
  private static final int PART_OF_A_KEY = 32;
  private static final String BASE64_RUN = "[A-Za-z0-9+/=]{" + PART_OF_A_KEY + ",}";

  private final Path path;
  private final String text;

  KeyPath(Path path) {
    this.path = path;
    this.text = path.toString();
  }

  /** Returns whether a text is the name of a key file, so that it cannot be a key. */
  static boolean isFileName(String text) {
    return text.strip().matches(FILE_NAME) && !isKey(text);
  }

  /** Returns whether a text is a key or certificate, or a part of one, so that it is not a path. */
  static boolean isKey(String text) {
    if (text.contains("-----BEGIN") || text.contains("PRIVATE KEY-----")) {
      return true;
    }
    String base64 = KeyText.withoutWhitespace(text);
    return base64.startsWith(BASE64_OF_BEGIN)
        || (base64.startsWith("M") && base64.matches(BASE64_OF_DER));
  }

  /**
   * Checks that this may be a path.
   *
   * @throws IllegalArgumentException if it is a key; the message does not show it
   */
  void requireNoKey() {
    if (isKey(text)) {
      throw new IllegalArgumentException(
          "The given path is the text of a key, not a path: give the path of its file, or the text"
              + " with KeyMaterial.of(String)");
    }
  }

  InputStream open() throws IOException {
    return Files.newInputStream(path);
  }

  /** Returns the path, or only its start if it may be a secret and not a path. */
  String shown() {
    return isPlausible() ? text : Checks.quotedStart(text);
  }

  private boolean isPlausible() {
    return Files.exists(path) || (text.matches(SEPARATED) && !mayHoldPartOfAKey());
  }

  private boolean mayHoldPartOfAKey() {
    Matcher run = Pattern.compile(BASE64_RUN).matcher(text);
    while (run.find()) {
      if (holdsPartOfAKey(run.group())) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a run of Base64 characters is random somewhere. */
  private static boolean holdsPartOfAKey(String run) {
    return IntStream.rangeClosed(0, run.length() - PART_OF_A_KEY)
        .mapToObj(start -> run.substring(start, start + PART_OF_A_KEY))
        .anyMatch(KeyPath::isRandom);
  }

  /**
   * Returns whether capital letters, small letters and other characters follow each other without
   * order, as in Base64. A capital letter before a small one may begin a word, and a slash may
   * separate folders, so they do not count. Names reach neither limit; Base64 of random bytes does
   * in 199 of 200 cases, and a whole line of a key almost always.
   */
  private static boolean isRandom(String part) {
    String characters = part.replace("/", "");
    long capitals = characters.chars().filter(KeyPath::isCapital).count();
    long small = characters.chars().filter(KeyPath::isSmall).count();
    long changes =
        IntStream.range(1, characters.length())
            .filter(i -> isChange(characters.charAt(i - 1), characters.charAt(i)))
            .count();
    return capitals >= 5 && small >= 5 && capitals + small < characters.length() && changes >= 7;
  }

  private static boolean isChange(char before, char after) {
    return isCapital(before)
        ? !isCapital(after) && !isSmall(after)
        : isCapital(after) || isSmall(before) != isSmall(after);
  }

  private static boolean isCapital(int c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isSmall(int c) {
    return c >= 'a' && c <= 'z';
  }

  IllegalArgumentException unreadable(IOException failure) {
    // The JDK's messages repeat the path.
    return new IllegalArgumentException(
        "The file " + shown() + reason(failure), isPlausible() ? failure : null);
  }

  private String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return " does not exist";
    }
    if (Files.isDirectory(path)) {
      return " is a folder, not a file";
    }
    if (failure instanceof AccessDeniedException) {
      return " cannot be read: give the user of this process permission to read it";
    }
    return " cannot be read (" + detail(failure) + ")";
  }

  private static @Nullable String detail(IOException failure) {
    return failure instanceof FileSystemException named ? named.getReason() : failure.getMessage();
  }
}
