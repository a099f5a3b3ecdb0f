package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.RefundState;
import io.github.wechatpayfeign.simulator.order.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A simulator that keeps its orders in a file has them again after a restart. */
@Timeout(120)
class KeptOrdersTest {
  private static final String THREAD = "wechat-pay-simulator-state";

  @TempDir private Path folder;
  private final SteppedClock clock = new SteppedClock();
  private Path file;

  @BeforeEach
  void choosesAFileInAFolderThatDoesNotExist() {
    file = folder.resolve("sandbox").resolve("orders.jsonl");
  }

  @Test
  void hasEverythingAgainAfterARestart() {
    List<String> before;
    try (WechatPaySimulator simulator = start()) {
      fill(simulator);
      before = seen(simulator);
    }
    clock.advanceSeconds(5);
    try (WechatPaySimulator simulator = start()) {
      simulator.advanceClock(Duration.ofSeconds(-5));

      assertThat(seen(simulator)).isEqualTo(before);
    }
  }

  /** Makes orders and refunds in many states, with all that they can have. */
  private void fill(WechatPaySimulator simulator) {
    SimulatorCalls calls = new SimulatorCalls(simulator);
    OrderBook book = simulator.book();
    RefundBook refunds = book.refunds();
    calls.place("ORDER-PLACED");
    calls.place("ORDER-PAID");
    book.pay("ORDER-PAID");
    simulator.setClock(Instant.parse("2027-03-01T00:00:00.123456789Z"));
    book.create("ORDER-COUPON", 500);
    book.payWithCoupon("ORDER-COUPON", 50);
    for (String number : List.of("ORDER-REFUND", "ORDER-HAND", "ORDER-SLOW")) {
      book.create(number);
      book.pay(number);
    }
    calls.refund("ORDER-REFUND", "REFUND-1");
    book.refund("ORDER-HAND");
    refunds.settleNew(RefundState.ABNORMAL, 2);
    calls.refund("ORDER-SLOW", "REFUND-2");
    OrderBook subBook = book.ofSubMerchant("1900000109");
    subBook.create("ORDER-PLACED", 700);
    book.createCombine(
        "COMBINE-1",
        List.of(
            new SubOrder("1900000001", "ORDER-PART-1", 100),
            new SubOrder("1900000001", "ORDER-PART-2", 200)
                .withSubMchid("1900000109")
                .withSubAppid("wx11")));
    subBook.pay("ORDER-PART-2");
    book.create("ORDER-CLOSED");
    assertThat(close(simulator, "ORDER-CLOSED").status()).isEqualTo(204);
    book.create("ORDER-PAYING");
    book.startPaying("ORDER-PAYING");
    book.create("ORDER-REVOKED");
    book.move("ORDER-REVOKED", OrderState.REVOKED);
    simulator.book("1230000109").create("ORDER-OTHER");
  }

  /** Returns all that a client and a tester can see. */
  private static List<String> seen(WechatPaySimulator simulator) {
    AdminCall admin = new AdminCall(simulator);
    SimulatorCalls calls = new SimulatorCalls(simulator);
    List<String> seen = new ArrayList<>();
    for (String path : List.of("/orders", "/refunds", "/notices", "/clock")) {
      seen.add(admin.get(path).text());
    }
    for (String number : simulator.orders().keySet()) {
      RawAnswer answer = calls.query(number);
      seen.add(answer.status() + answer.text());
      JsonNode transactionId = answer.json().path("transaction_id");
      if (transactionId.isTextual()) {
        seen.add(
            get(
                    simulator,
                    "/v3/pay/transactions/id/%s?mchid=%s"
                        .formatted(transactionId.asText(), simulator.mchid()))
                .text());
      }
    }
    seen.add(get(simulator, "/v3/combine-transactions/out-trade-no/COMBINE-1").text());
    seen.sort(null);
    assertThat(seen).hasSizeGreaterThan(15).noneMatch(text -> text.contains("SIGN_ERROR"));
    return seen;
  }

  /** As when a test runs out of time, or a signal ends a process. */
  @Test
  void keepsTheLastChangesIfAnInterruptedThreadCloses() {
    try (WechatPaySimulator simulator = start()) {
      simulator.createOrder("ORDER-LAST");
      Thread.currentThread().interrupt();
    }

    assertThat(Thread.interrupted()).isTrue();
    try (WechatPaySimulator simulator = start()) {
      assertThat(simulator.state("ORDER-LAST")).isPresent();
    }
  }

  @Test
  void goesOnWhereItStopped() {
    String lastNumber;
    long lastChange;
    try (WechatPaySimulator simulator = start()) {
      fill(simulator);
      simulator.book().create("ORDER-LATE");
      simulator.book().schedule("ORDER-LATE", OrderState.PAID, Step.BEFORE_CLOSE, 2);
      assertThat(get(simulator, "/v3/refund/domestic/refunds/REFUND-2").text())
          .contains("\"status\":\"PROCESSING\"");
      simulator.book().create("ORDER-LAST");
      simulator.pay("ORDER-LAST");
      lastNumber = transactionId(simulator, "ORDER-LAST");
      lastChange = simulator.history("ORDER-LAST").get(1).sequence();
    }
    try (WechatPaySimulator simulator = start()) {
      SimulatorCalls calls = new SimulatorCalls(simulator);
      simulator.createOrder("ORDER-NEW");
      simulator.pay("ORDER-NEW");

      assertThat(transactionId(simulator, "ORDER-NEW")).isGreaterThan(lastNumber);
      assertThat(simulator.history("ORDER-NEW").get(0).sequence()).isGreaterThan(lastChange);
      assertThat(get(simulator, "/v3/refund/domestic/refunds/REFUND-2").text())
          .as("the second query ends the refund")
          .contains("\"status\":\"ABNORMAL\"");
      simulator.setClock(Instant.ofEpochSecond(1_800_000_000));
      calls.place("ORDER-PLACED");
      assertThat(simulator.book().credential("ORDER-PLACED")).isPresent();
      calls.refund("ORDER-REFUND", "REFUND-1");
      assertThat(simulator.book().refunds().numbersOf("ORDER-REFUND")).containsExactly("REFUND-1");
      assertThat(close(simulator, "ORDER-LATE").status()).as("the change was for 2").isEqualTo(204);
    }
  }

  @Test
  void keepsAScheduledChangeAndHowManyRequestsItWaitsFor() {
    try (WechatPaySimulator simulator = start()) {
      simulator.createOrder("ORDER-LATE");
      simulator.book().schedule("ORDER-LATE", OrderState.PAID, Step.AFTER_QUERY, 2);
      new SimulatorCalls(simulator).query("ORDER-LATE");
    }
    try (WechatPaySimulator simulator = start()) {
      new SimulatorCalls(simulator).query("ORDER-LATE");

      assertThat(simulator.state("ORDER-LATE")).contains(OrderState.PAID);
    }
  }

  @Test
  void sendsAPendingNoticeAfterARestartAndCountsTheDeliveriesBefore() {
    try (NoticeReceiver receiver = new NoticeReceiver()) {
      String id;
      try (WechatPaySimulator simulator = start()) {
        simulator.notices().defaultUrl("http://127.0.0.1:1/nobody");
        simulator.createOrder("ORDER-0001");
        simulator.pay("ORDER-0001");
        simulator.notices().defaultUrl(receiver.url());
        simulator.createOrder("ORDER-0002");
        simulator.pay("ORDER-0002");
        SimulatedNotice refused = simulator.notices().about("ORDER-0001").get(0);
        assertThat(refused.deliver().status()).isZero();
        id = refused.id();
        simulator.notices().about("ORDER-0002").get(0).deliver();
      }
      try (WechatPaySimulator simulator = start()) {
        assertThat(simulator.notices().all()).as("an accepted one is over").hasSize(1);
        SimulatedNotice notice = simulator.notices().all().get(0);

        assertThat(notice.id()).isEqualTo(id);
        assertThat(notice.deliver().attempt()).isEqualTo(2);
      }
    }
  }

  @Test
  void writesTheFileSoonAfterAChange() throws IOException {
    try (WechatPaySimulator simulator = start()) {
      simulator.createOrder("ORDER-0001");
      Waiting.until(() -> content(file).contains("ORDER-0001"));
      simulator.pay("ORDER-0001");
      Waiting.until(() -> content(file).contains("\"PAID\""));
      Path copy = Files.copy(file, folder.resolve("copy.jsonl"));

      try (WechatPaySimulator other = WechatPaySimulator.builder().stateIn(copy).start()) {
        assertThat(other.history("ORDER-0001")).isEqualTo(simulator.history("ORDER-0001"));
      }
    }
  }

  @Test
  void writesNothingIfNothingChanged() throws IOException {
    start().close();
    FileTime old = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(file, old);
    try (WechatPaySimulator simulator = start()) {
      new SimulatorCalls(simulator).query("ORDER-0001");
      close(simulator, "ORDER-0001");
    }

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(old);
  }

  @Test
  void forgetsTheOrdersAfterAResetButNotTheirNumbers() {
    String number;
    try (WechatPaySimulator simulator = start()) {
      simulator.createOrder("ORDER-0001");
      simulator.pay("ORDER-0001");
      number = transactionId(simulator, "ORDER-0001");
      simulator.reset();
    }
    try (WechatPaySimulator simulator = start()) {
      assertThat(simulator.orders()).isEmpty();
      simulator.createOrder("ORDER-0001");
      simulator.pay("ORDER-0001");

      assertThat(transactionId(simulator, "ORDER-0001")).isGreaterThan(number);
    }
  }

  /** A change may come while the file is written, after its order and before its notice. */
  @Test
  void forgetsANoticeWhosePaymentIsNotInTheFile() throws IOException {
    List<String> unpaid;
    try (WechatPaySimulator simulator = start()) {
      simulator.createOrder("ORDER-0001");
      Waiting.until(() -> content(file).contains("ORDER-0001"));
      unpaid = Files.readAllLines(file);
      simulator.notices().defaultUrl("http://127.0.0.1:1/nobody");
      simulator.pay("ORDER-0001");
    }
    List<String> paid = new ArrayList<>(Files.readAllLines(file));
    paid.replaceAll(line -> line.contains("\"payment\"") ? line(unpaid, "payment") : line);
    Files.write(file, paid);

    try (WechatPaySimulator simulator = start()) {
      assertThat(simulator.state("ORDER-0001")).contains(OrderState.UNPAID);
      assertThat(simulator.notices().all()).isEmpty();
    }
  }

  private static String line(List<String> lines, String kind) {
    return lines.stream().filter(line -> line.startsWith("{\"" + kind + '"')).findFirst().get();
  }

  @Test
  void letsOnlyItsOwnerReadTheFile() throws IOException {
    Files.createDirectories(file.getParent());
    // A process that was killed while it wrote left a half, which others could read.
    Path half = Files.writeString(file.resolveSibling("orders.jsonl.tmp"), "{");
    Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rw-r--r--"));
    try (WechatPaySimulator simulator = start()) {
      simulator.createOrder("ORDER-0001");
    }

    for (Path each : List.of(file, file.resolveSibling("orders.jsonl.lock"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
          .isEqualTo("rw-------");
    }
    try (var files = Files.list(file.getParent())) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void hasNoThreadWithoutAFileAndOneWithIt() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      assertThat(simulator.requestCount()).isZero();
      assertThat(threads()).isEmpty();
    }
    try (WechatPaySimulator simulator = start()) {
      assertThat(simulator.requestCount()).isZero();
      assertThat(threads()).hasSize(1).allMatch(Thread::isDaemon);
    }
    Waiting.until(() -> threads().isEmpty());
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(THREAD))
        .toList();
  }

  @Test
  void refusesASecondSimulatorUntilTheFirstIsClosed() {
    try (WechatPaySimulator simulator = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage(
              "Another simulator keeps its orders in %s: stop it, or use another file", file);
      simulator.createOrder("ORDER-0001");
    }
    try (WechatPaySimulator simulator = start()) {
      assertThat(simulator.state("ORDER-0001")).contains(OrderState.UNPAID);
    }
  }

  @Test
  void releasesTheFileIfThePortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThatThrownBy(() -> builder().host("0.0.0.0").port(taken.getLocalPort()).start())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("cannot listen");
    }
    assertThat(threads()).isEmpty();
    start().close();
  }

  @Test
  void refusesAFileThatEndsTooEarlyAndLeavesItAsItIs() throws IOException {
    try (WechatPaySimulator simulator = start()) {
      fill(simulator);
    }
    byte[] whole = Files.readAllBytes(file);
    int step = whole.length / 40;
    for (int length = step; length < whole.length - 1; length += step) {
      byte[] part = Arrays.copyOf(whole, length);
      Files.write(file, part);

      assertThatThrownBy(this::start)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching(
              ".*/orders.jsonl (is damaged at line [0-9]+: move it away|is not a file with"
                  + " orders).*")
          .hasMessageNotContaining("openid")
          .hasNoCause();
      assertThat(Files.readAllBytes(file)).isEqualTo(part);
    }
    Files.write(file, whole);
    start().close();
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"state\":\"UNPAID\" -> \"state\":\"NEW\"",
        "\"total\":100 -> \"total\":0",
        "\"total\":100 -> \"totel\":100",
        "\"history\":[ -> \"history\":[],\"older\":[",
        "\"transaction_id\":\"42 -> \"transaction_id\":\"43",
        "\"out_trade_no\":\"ORDER-0002\" -> \"out_trade_no\":\"ORDER-0001\"",
        "{\"payment\" -> {\"paiment\"",
        "{\"end\": -> {\"end\":1",
        "{\"clock\":{\"offset\":\"PT0S\"}} -> {\"clock\":{\"offset\":\"soon\"}}"
      })
  void refusesALineThatCannotBeOneOfIts(String change) throws IOException {
    try (WechatPaySimulator simulator = start()) {
      simulator.createOrder("ORDER-0001");
      simulator.createOrder("ORDER-0002");
    }
    String[] texts = change.split(" -> ", -1);
    String damaged = content(file).replace(texts[0], texts[1]);
    assertThat(damaged).isNotEqualTo(content(file));
    Files.writeString(file, damaged);

    assertThatThrownBy(this::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(" is damaged at line ");
    assertThat(content(file)).isEqualTo(damaged);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "orders", "{}", "[1]", "{\"file\":{\"format\":\"other\",\"version\":1}}"})
  void refusesAFileOfSomethingElse(String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);

    assertThatThrownBy(this::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("%s is not a file with orders of a simulator: use another file", file);
    assertThat(content(file)).isEqualTo(text);
  }

  @Test
  void refusesAFileOfANewerVersion() throws IOException {
    start().close();
    String newer = content(file).replace("\"version\":1", "\"version\":2");
    Files.writeString(file, newer);

    assertThatThrownBy(this::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "%s has version 2 of its format, and this simulator reads version 1: use the simulator"
                + " that wrote it, or another file",
            file);
    assertThat(content(file)).isEqualTo(newer);
  }

  @Test
  void refusesAFolderAndAFolderThatIsAFile() throws IOException {
    Path inAFile = Files.createFile(folder.resolve("plain")).resolve("orders.jsonl");

    for (Path each : List.of(folder, inAFile)) {
      assertThatThrownBy(() -> WechatPaySimulator.builder().stateIn(each).start())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage(
              "The orders cannot be kept in %s: use a file in a folder that can be written", each);
    }
  }

  @Test
  void keepsTheOldFileAndTriesAgainIfWritingFails() throws IOException {
    List<String> messages = new ArrayList<>();
    Logger logger =
        Logger.getLogger("io.github.wechatpayfeign.simulator.internal.state.StateWriter");
    Handler handler = collecting(messages);
    logger.addHandler(handler);
    try (WechatPaySimulator simulator = start()) {
      String before = content(file);
      Path inTheWay = Files.createDirectories(file.resolveSibling("orders.jsonl.tmp/full"));
      simulator.createOrder("ORDER-0001");
      Waiting.until(() -> count(messages) == 1);
      assertThat(messages.get(0))
          .startsWith("The orders cannot be written to " + file + ", which keeps its old content");
      assertThat(content(file)).isEqualTo(before);

      Files.delete(inTheWay);
      Files.delete(inTheWay.getParent());

      Waiting.until(() -> content(file).contains("ORDER-0001"));
      assertThat(messages).as("it complains once").hasSize(1);
    } finally {
      logger.removeHandler(handler);
    }
  }

  private static int count(List<String> messages) {
    synchronized (messages) {
      return messages.size();
    }
  }

  private static Handler collecting(List<String> messages) {
    return new Handler() {
      @Override
      public void publish(LogRecord logRecord) {
        synchronized (messages) {
          messages.add(logRecord.getMessage());
        }
      }

      @Override
      public void flush() {
        // Nothing is stored elsewhere.
      }

      @Override
      public void close() {
        // There is nothing to close.
      }
    };
  }

  @Test
  void writesTheFileThatALinkLeadsTo() throws IOException {
    start().close();
    Path link = Files.createSymbolicLink(folder.resolve("link.jsonl"), file);
    try (WechatPaySimulator simulator = WechatPaySimulator.builder().stateIn(link).start()) {
      simulator.createOrder("ORDER-0001");
    }

    assertThat(link).isSymbolicLink();
    assertThat(content(file)).contains("ORDER-0001");
  }

  private WechatPaySimulator start() {
    return builder().start();
  }

  private WechatPaySimulatorBuilder builder() {
    return WechatPaySimulator.builder()
        .clock(clock)
        .keysIn(folder.resolve("keys.properties"))
        .stateIn(file);
  }

  private static String transactionId(WechatPaySimulator simulator, String number) {
    return new SimulatorCalls(simulator).query(number).json().path("transaction_id").asText();
  }

  private static RawAnswer close(WechatPaySimulator simulator, String number) {
    return new RawCall(simulator, simulator.now().getEpochSecond(), number).send();
  }

  private static RawAnswer get(WechatPaySimulator simulator, String target) {
    return new RawCall(simulator, simulator.now().getEpochSecond(), "").get(target).send();
  }

  private static String content(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
