package io.github.wechatpayfeign.cli.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.cli.CliRun;
import io.github.wechatpayfeign.cli.LoopbackGateway;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An order file is read once before the first request. */
class OrderCheckTest {

  @TempDir Path folder = Path.of("");

  private final LoopbackGateway gateway;
  private Map<String, String> environment = Map.of();

  OrderCheckTest() throws IOException {
    gateway = new LoopbackGateway();
  }

  @BeforeEach
  void pointAtTheGateway() {
    environment = gateway.environment(folder);
  }

  @AfterEach
  void stopTheGateway() {
    gateway.close();
  }

  @Test
  void sendsNothingIfALineIsWrongAndSaysWhich() throws IOException {
    CliRun run = close("ORDER-1\n\n# yesterday\nno\nORDER-2\nORDER 3\n");

    assertThat(run.err().lines())
        .containsExactly(
            "Line 4: \"no\" is not an order number: expected 6 to 32 of the characters 0-9 A-Z a-z"
                + " _ - | *",
            "Line 6: \"ORDER 3\" is not an order number: expected 6 to 32 of the characters 0-9 A-Z"
                + " a-z _ - | *",
            "Nothing was sent, because 2 of 4 order numbers are wrong",
            "See: wechatpay-feign-cli close --help");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(gateway.requests()).isZero();
  }

  @Test
  void showsNoMoreThanTwentyOfTheWrongLines() throws IOException {
    CliRun run =
        close(IntStream.range(0, 30).mapToObj(n -> "no" + n).collect(Collectors.joining("\n")));

    assertThat(run.err().lines()).hasSize(22).anyMatch(line -> line.startsWith("Line 20: "));
    assertThat(run.err()).contains("30 of 30 order numbers are wrong; the first 20 are above");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1.2E+20; scientific notation",
        "1.23457E+17; scientific notation",
        "4,2E+27; a CSV file needs --column NAME",
        "ORDER\u200B-1; U+200B (zero width space)",
        "ORDER\u00A0-1; U+00A0 (no-break space)",
        "ORD\u202EER-1; U+202E (right-to-left override)",
        "ORDER\uFEFF-1; U+FEFF (zero width no-break space)",
        "ORDER\u3000-1; U+3000 (ideographic space)",
        "ORDER-\uFF11; full-width characters",
        "ORDER-1,2026-11-23; a CSV file needs --column NAME",
      })
  void namesWhatBrokeANumber(String number, String cause) throws IOException {
    CliRun run = close("ORDER-1\n" + number + "\n");

    assertThat(run.err()).startsWith("Line 2: ").contains(cause);
    assertThat(run.err()).doesNotContain("\u200B", "\u202E", "\uFEFF");
    assertThat(gateway.requests()).isZero();
  }

  @Test
  void namesAFileThatIsNotUtf8() throws IOException {
    Path gbk = Files.write(folder.resolve("gbk"), "订单1234".getBytes(Charset.forName("GBK")));
    Path utf16 =
        Files.write(folder.resolve("utf16"), "ORDER-1".getBytes(StandardCharsets.UTF_16LE));

    for (Path file : new Path[] {gbk, utf16}) {
      assertThat(CliRun.of(environment, "close", "--file=" + file).err())
          .startsWith("Line 1: ")
          .contains("the file is not in UTF-8: save it as UTF-8");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"out_trade_no", "OUT_TRADE_NO", "outTradeNo", "order_id", "order-no"})
  void refusesAFirstLineThatNamesTheField(String header) throws IOException {
    String message =
        "its first line, " + header + ", is the name of a column: give --column " + header;

    assertThat(close(header + "\nORDER-1\n").err()).contains(message);
    CliRun piped = CliRun.withInput(header + "\nORDER-1\n", environment, "close", "--file=-");
    assertThat(piped.err()).contains(message);
    assertThat(piped.exitCode()).isEqualTo(2);
    assertThat(gateway.requests()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"',', UTF-8", "';', UTF-8", "'\t', UTF-8"})
  void takesTheColumnOfACsvFile(String separator, String charset) throws IOException {
    String csv =
        String.join(
            "\r\n",
            "\uFEFF# exported",
            "",
            "id,Out_Trade_No,note",
            "1,ORDER-1,\"a, b",
            "c\"",
            "",
            "2,`ORDER-2",
            "3, \"ORDER-3\",d,e",
            ",,");

    CliRun run =
        close(csv.replace(",", separator).replace("a" + separator, "a,"), "--column=out_trade_no");

    assertThat(run.err()).startsWith("close: CLOSED 3; 3 requests");
    assertThat(run.lines())
        .extracting(line -> line.split(" ", 3)[1])
        .containsExactly("ORDER-1", "ORDER-2", "ORDER-3");
    assertThat(charset).isNotEmpty();
  }

  @Test
  void namesTheLineOfAWrongFieldOfACsvFile() throws IOException {
    CliRun run = close("id,no\n1,\"ORDER-1\"\n2,\"1.2E+20\"\n3,\n", "--column=no");

    assertThat(run.err().lines().toList().subList(0, 2))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("Line 3: \"1.2E+20\"").contains("scientific"),
            line -> assertThat(line).startsWith("Line 4: \"\" is not an order number"));
    assertThat(gateway.requests()).isZero();
  }

  @Test
  void namesTheColumnsThereAre() throws IOException {
    assertThat(close("id,no\n1,ORDER-1\n", "--column=out_trade_no").err())
        .contains("cannot be read: it has no column \"out_trade_no\"; its columns are id, no");
    assertThat(CliRun.of(environment, "close", "--column=no", "ORDER-1").err())
        .startsWith("--column needs --file");
  }

  @Test
  void onlyChecksInADryRun() throws IOException {
    Path orders = Files.writeString(folder.resolve("orders.txt"), "ORDER-1\nORDER-2\n");

    CliRun right = CliRun.of(Map.of(), "close", "--dry-run", "--file=" + orders, "ORDER-0");
    CliRun json = CliRun.of(Map.of(), "query", "--dry-run", "--json", "--file=" + orders);
    CliRun wrong = CliRun.withInput("ORDER-1\nno\n", Map.of(), "close", "--dry-run", "--file=-");

    assertThat(right.lines()).containsExactly("3 order numbers are right; nothing was sent");
    assertThat(right.exitCode()).isZero();
    assertThat(json.lines()).containsExactly("{\"orders\":2}");
    assertThat(wrong.err()).startsWith("Line 2: \"no\" is not an order number");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(gateway.requests()).isZero();
  }

  @Test
  void showsNoKeyThatIsTakenForAFileOfOrders() throws IOException {
    String key = Files.readString(Path.of(environment.getOrDefault("WECHATPAY_PRIVATE_KEY", "")));

    CliRun file = close(key);
    CliRun rest = close(key.substring(key.indexOf('\n') + 1));
    CliRun piped = CliRun.withInput(key, environment, "close", "--json", "--file=-");
    CliRun argument = CliRun.of(environment, "close", "--json", key);

    assertThat(file.err()).contains("cannot be read: it contains a key, and no order numbers");
    for (CliRun run : new CliRun[] {file, rest, piped, argument}) {
      assertThat(run.out() + run.err()).doesNotContain(key.lines().skip(2).limit(20).toList());
      assertThat(run.exitCode()).isEqualTo(2);
    }
    assertThat(gateway.requests()).isZero();
  }

  @Test
  void saysThatAFileIsEmpty() throws IOException {
    CliRun run = close("# nothing today\n\n");

    assertThat(run.err()).startsWith("The file ").contains("contains no order number");
    assertThat(run.summary()).isEqualTo("close: no orders; 0 requests");
    assertThat(run.exitCode()).isZero();
  }

  private CliRun close(String content, String... more) throws IOException {
    Path orders = Files.writeString(folder.resolve("orders"), content);
    String[] arguments = new String[more.length + 2];
    arguments[0] = "close";
    arguments[1] = "--file=" + orders;
    System.arraycopy(more, 0, arguments, 2, more.length);
    return CliRun.of(environment, arguments);
  }
}
