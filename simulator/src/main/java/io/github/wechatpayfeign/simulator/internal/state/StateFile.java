package io.github.wechatpayfeign.simulator.internal.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file with one JSON object in each line, which is replaced as a whole. The first line says the
 * version, and the last one counts the lines, so half a file is noticed. A lock on a second file
 * beside it keeps other simulators away, because the first one is a new one after each writing.
 */
public final class StateFile implements AutoCloseable {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.ALWAYS))
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private static final String FORMAT = "wechat-pay-simulator-state";
  private static final int VERSION = 1;
  private static final String HEAD = "file";
  private static final String END = "end";

  private final Path file;
  private final Path draft;
  private final FileChannel lock;

  /** Writes lines. */
  @FunctionalInterface
  public interface LineWriter {
    void write(String kind, Object value) throws IOException;
  }

  /** Writes all lines between the first and the last one. */
  @FunctionalInterface
  public interface Content {
    void writeTo(LineWriter lines) throws IOException;
  }

  /** Reads one line. */
  @FunctionalInterface
  public interface LineReader {
    /**
     * Reads a line.
     *
     * @throws RuntimeException if it cannot be one of this file
     */
    void read(StateLine line);
  }

  private StateFile(Path file, FileChannel lock) {
    this.file = file;
    this.draft = sibling(file, ".tmp");
    this.lock = lock;
  }

  private static Path sibling(Path file, String end) {
    return file.resolveSibling(file.getFileName() + end);
  }

  /**
   * Locks the file, whether it exists or not, and creates folders that are missing.
   *
   * @throws UncheckedIOException if it cannot be used, or another simulator uses it
   */
  public static StateFile open(Path file) {
    try {
      Path place = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize();
      Path folder = place.getParent();
      if (folder == null || Files.isDirectory(place)) {
        throw new FileSystemException(file.toString(), null, "it is a folder");
      }
      Files.createDirectories(folder);
      return new StateFile(place, locked(file, sibling(place, ".lock")));
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static FileChannel locked(Path file, Path lockFile) throws IOException {
    if (!Files.exists(lockFile)) {
      createForOwner(lockFile);
    }
    FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException inThisProcess) {
      // The answer is the same as for another process.
    }
    channel.close();
    throw new UncheckedIOException(
        "Another simulator keeps its orders in %s: stop it, or use another file".formatted(file),
        new FileSystemException(file.toString(), null, "locked"));
  }

  private static void createForOwner(Path lockFile) throws IOException {
    try (FileChannel created =
        FileChannel.open(
            lockFile,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            forOwner(lockFile))) {
      created.position(0);
    }
  }

  /** Returns what makes a new file readable for its owner only, where files have that. */
  private static FileAttribute<?>[] forOwner(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  public boolean exists() {
    return Files.exists(file);
  }

  /**
   * Reads all lines.
   *
   * @throws IllegalArgumentException if the file is not whole, of a newer version or no state file;
   *     some lines may have been read by then
   * @throws UncheckedIOException if it cannot be read
   */
  public void read(LineReader reader) {
    int lines = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(in)) {
      requireHead(values);
      for (lines = 1; ; lines++) {
        StateLine line = next(values);
        if (line == null || (line.kind().equals(END) && line.value().asInt() != lines)) {
          throw damaged(lines + 1);
        }
        if (line.kind().equals(END)) {
          break;
        }
        reader.read(line);
      }
      if (values.hasNextValue()) {
        throw damaged(lines + 2);
      }
    } catch (JsonProcessingException e) {
      throw lines == 0 ? foreign() : damaged(lines + 1);
    } catch (DamagedFileException e) {
      throw e;
    } catch (IOException e) {
      throw unusable(file, e);
    } catch (RuntimeException e) {
      throw damaged(lines + 1);
    }
  }

  private void requireHead(MappingIterator<JsonNode> values) throws IOException {
    StateLine head = next(values);
    if (head == null
        || !head.kind().equals(HEAD)
        || !head.value().path("format").asText().equals(FORMAT)
        || !head.value().path("version").isInt()) {
      throw foreign();
    }
    int version = head.value().path("version").asInt();
    if (version != VERSION) {
      throw new DamagedFileException(
          "%s has version %d of its format, and this simulator reads version %d: use the simulator that wrote it, or another file"
              .formatted(file, version, VERSION));
    }
  }

  private static @Nullable StateLine next(MappingIterator<JsonNode> values) throws IOException {
    if (!values.hasNextValue()) {
      return null;
    }
    JsonNode line = values.nextValue();
    return line.isObject() && line.size() == 1
        ? new StateLine(line.fieldNames().next(), line.elements().next())
        : new StateLine("", line);
  }

  private DamagedFileException foreign() {
    return new DamagedFileException(
        "%s is not a file with orders of a simulator: use another file".formatted(file));
  }

  private DamagedFileException damaged(int line) {
    return new DamagedFileException(
        "%s is damaged at line %d: move it away to start without orders, or use another file"
            .formatted(file, line));
  }

  /** Says that the file cannot be used as it is, and shows nothing of its content. */
  private static final class DamagedFileException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    DamagedFileException(String message) {
      super(message);
    }
  }

  private static UncheckedIOException unusable(Path file, IOException e) {
    String remedy =
        e instanceof AccessDeniedException
            ? "allow this user to read and write it and its folder"
            : "use a file in a folder that can be written";
    return new UncheckedIOException(
        "The orders cannot be kept in %s: %s".formatted(file, remedy), e);
  }

  /**
   * Replaces the file. Until the new one is complete and on the disk, the old one stays.
   *
   * @throws IOException if that is not possible; then the old file is still there
   */
  public void write(Content content) throws IOException {
    Files.deleteIfExists(draft);
    Files.createFile(draft, forOwner(draft));
    // Not a channel: the interrupt of a thread would end the writing, and lose the last changes.
    try (FileOutputStream stream = new FileOutputStream(draft.toFile());
        OutputStream out = new BufferedOutputStream(stream, 1 << 16)) {
      write(content, out);
      out.flush();
      stream.getFD().sync();
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder();
  }

  private static void write(Content content, OutputStream out) throws IOException {
    // The writer does not close the stream, which is still to be forced to the disk.
    SequenceWriter lines = JSON.writer().withRootValueSeparator("\n").writeValues(out);
    int[] count = {1};
    lines.write(Map.of(HEAD, Map.of("format", FORMAT, "version", VERSION)));
    content.writeTo(
        (kind, value) -> {
          lines.write(Map.of(kind, value));
          count[0]++;
        });
    lines.write(Map.of(END, count[0]));
    lines.flush();
    out.write('\n');
  }

  /** Lets the new name survive a loss of power, where folders can be forced. */
  private void forceFolder() {
    Path folder = file.getParent();
    if (folder == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException notOnThisSystem) {
      // Windows cannot open folders. The file itself is on the disk.
    }
  }

  /** Lets other simulators use the file. The file of the lock stays: deleting it is a race. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The lock of " + file + " cannot be released", e);
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
