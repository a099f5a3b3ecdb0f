package io.github.wechatpayfeign.cli.settings;

import io.github.wechatpayfeign.cli.console.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that holds a secret, such as a mounted one. */
public final class SecretFile {

  private SecretFile() {}

  /**
   * Returns the first line of a file; an empty one if the file is empty.
   *
   * @throws IllegalArgumentException if the file does not exist or cannot be read
   */
  public static String firstLine(String file) {
    try {
      return Files.readString(Path.of(file)).lines().findFirst().orElse("");
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(Words.of("The file {0} does not exist", file), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(Words.of("The file {0} cannot be read", file), e);
    }
  }
}
