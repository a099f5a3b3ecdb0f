package io.github.wechatpayfeign.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The digest changes if the name or the bytes of a file change. */
class FilesDigestTest {

  @TempDir Path folder;

  private FilesDigest now() {
    return FilesDigest.of(List.of(folder));
  }

  @Test
  void changesWithTheBytesOfAFile() throws IOException {
    Files.writeString(folder.resolve("a.pem"), "one");
    FilesDigest before = now();

    Files.writeString(folder.resolve("a.pem"), "two");

    assertThat(now()).isNotEqualTo(before);
  }

  @Test
  void changesWithTheNameOfAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("a.pem"), "one");
    FilesDigest before = now();

    Files.move(file, folder.resolve("b.pem"));

    assertThat(now()).isNotEqualTo(before);
  }

  @Test
  void distinguishesAMissingFileFromAnEmptyOne() throws IOException {
    Path file = folder.resolve("a.pem");
    FilesDigest gone = FilesDigest.of(List.of(file));

    Files.createFile(file);

    assertThat(FilesDigest.of(List.of(file))).isNotEqualTo(gone);
  }

  @Test
  void ignoresAFolderInAFolder() throws IOException {
    Files.writeString(folder.resolve("a.pem"), "one");
    FilesDigest before = now();

    Files.writeString(Files.createDirectory(folder.resolve("..2026_11_24")).resolve("a"), "two");

    assertThat(now()).isEqualTo(before);
  }
}
