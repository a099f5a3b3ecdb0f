package io.github.wechatpayfeign.cli.orders;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.wechatpayfeign.cli.console.Words;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One column of a CSV file (RFC 4180) with a header. Its separator is a comma, a semicolon or a
 * tab, whichever is in the header most often. Blank lines and lines that begin with # are skipped.
 *
 * <p>The separator is guessed because spreadsheets choose it by the language of their user, who
 * does not see it.
 */
final class CsvLines implements OrderLines {

  private static final int MAX_HEADER_BYTES = 64 * 1024;
  private static final int MAX_FIELD_CHARS = 256 * 1024;
  private static final int MAX_COLUMNS_SHOWN = 20;
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

  /** WeChat Pay's bills put this before each number, so that a spreadsheet keeps all digits. */
  private static final String TEXT_MARK = "`";

  private final String column;
  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;
  private int index = -1;

  /**
   * Opens a CSV file.
   *
   * @param column the name of the column in the header
   */
  CsvLines(InputStream bytes, String column) throws IOException {
    this.column = column;
    BufferedInputStream buffered = new BufferedInputStream(bytes, MAX_HEADER_BYTES);
    this.reader =
        CsvReader.builder()
            .fieldSeparator(separator(buffered))
            .commentStrategy(CommentStrategy.SKIP)
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .trimWhitespacesAroundQuotes(true)
            .detectBomHeader(true)
            .maxBufferSize(MAX_FIELD_CHARS)
            .ofCsvRecord(buffered);
    this.records = reader.iterator();
  }

  /**
   * Counts the separators in the header, which is the first line that is neither blank nor a
   * comment, and leaves the stream at its beginning for the reader.
   */
  private static char separator(BufferedInputStream bytes) throws IOException {
    bytes.mark(MAX_HEADER_BYTES);
    int[] counts = new int[SEPARATORS.size()];
    boolean comment = false;
    boolean begun = false;
    for (int read = 0; read < MAX_HEADER_BYTES - 1; read++) {
      int next = bytes.read();
      if (next < 0 || (next == '\n' && begun && !comment)) {
        break;
      }
      comment = next == '\n' ? false : comment || (!begun && next == '#');
      begun = next != '\n' && next != '\r' && (begun || !comment);
      int separator = SEPARATORS.indexOf((char) next);
      if (separator >= 0 && !comment) {
        counts[separator]++;
      }
    }
    bytes.reset();
    int most = IntStream.range(0, counts.length).reduce(0, (a, b) -> counts[b] > counts[a] ? b : a);
    return SEPARATORS.get(most);
  }

  @Override
  public @Nullable OrderLine next() throws IOException {
    try {
      if (index < 0) {
        index = records.hasNext() ? indexOf(records.next()) : 0;
      }
      while (records.hasNext()) {
        CsvRecord row = records.next();
        String value = index < row.getFieldCount() ? row.getField(index).strip() : "";
        if (!isBlank(row)) {
          String number = value.startsWith(TEXT_MARK) ? value.substring(1) : value;
          return new OrderLine(number, row.getStartingLineNumber());
        }
      }
      return null;
    } catch (CsvParseException e) {
      throw new IOException(Words.of("it is not CSV: {0}", e.getMessage()), e);
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  /** Returns whether a row has only empty fields; spreadsheets often add such rows at the end. */
  private static boolean isBlank(CsvRecord row) {
    return row.getFields().stream().allMatch(String::isBlank);
  }

  /** Finds the column by its exact name, otherwise by the name in other capitals. */
  private int indexOf(CsvRecord header) throws IOException {
    List<String> names = header.getFields().stream().map(String::strip).toList();
    int found = names.indexOf(column);
    if (found < 0) {
      found =
          IntStream.range(0, names.size())
              .filter(n -> names.get(n).equalsIgnoreCase(column))
              .findFirst()
              .orElse(-1);
    }
    if (found < 0) {
      List<String> shown = names.subList(0, Math.min(names.size(), MAX_COLUMNS_SHOWN));
      throw new IOException(
          Words.of(
              "it has no column \"{0}\"; its columns are {1}",
              column, String.join(", ", shown) + (shown.size() < names.size() ? ", ..." : "")));
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
