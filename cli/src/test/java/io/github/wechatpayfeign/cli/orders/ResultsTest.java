package io.github.wechatpayfeign.cli.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.cli.CliRun;
import io.github.wechatpayfeign.cli.LoopbackGateway;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.results.FailureResults;
import io.github.wechatpayfeign.cli.results.HumanFormat;
import io.github.wechatpayfeign.cli.results.JsonFormat;
import io.github.wechatpayfeign.cli.results.OrderOutcome;
import io.github.wechatpayfeign.cli.results.OrderResult;
import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.UnusableAnswerException;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results appear one by one, claim no more than is known, and end the run if unread. */
class ResultsTest {

  @TempDir Path folder = Path.of("");

  @Test
  void stopsClosingWhenNobodyCanReadTheResults() throws IOException {
    try (LoopbackGateway gateway = new LoopbackGateway()) {
      CliRun run =
          CliRun.to(
              new BrokenPipe(),
              new ProcessContext(
                  InputStream.nullInputStream(),
                  gateway.environment(folder),
                  () -> false,
                  prompt -> null,
                  Clock.systemUTC()),
              "close",
              "ORDER-1",
              "ORDER-2",
              "ORDER-3");

      assertThat(gateway.requests()).isEqualTo(1);
      assertThat(run.err())
          .startsWith(
              "The results cannot be written (Broken pipe): nothing is known of the orders in"
                  + " progress, and the rest was not begun"
                  + System.lineSeparator());
      assertThat(run.summary()).isEqualTo("close stopped: CLOSED 1, not begun 2; 1 request");
      assertThat(run.exitCode()).isEqualTo(3);
    }
  }

  @Test
  void showsEachResultBeforeTheNextOrderIsClosed() throws IOException {
    List<String> events = new CopyOnWriteArrayList<>();
    try (LoopbackGateway gateway = new LoopbackGateway()) {
      gateway.answer(
          exchange -> {
            events.add("closing");
            gateway.signed204(exchange);
          });

      CliRun.to(
          new Reader(events),
          new ProcessContext(
              InputStream.nullInputStream(),
              gateway.environment(folder),
              () -> false,
              prompt -> null,
              Clock.systemUTC()),
          "close",
          "ORDER-1",
          "ORDER-2");
    }

    assertThat(events)
        .containsExactly(
            "closing",
            "shown CLOSED ORDER-1 (Request-ID REQUEST-1)" + System.lineSeparator(),
            "closing",
            "shown CLOSED ORDER-2 (Request-ID REQUEST-1)" + System.lineSeparator());
  }

  @Test
  void claimsNothingAfterAFailureThatNobodyForesaw() {
    OrderResult result = FailureResults.of("ORDER-1", new IllegalStateException());

    assertThat(result.outcome()).isEqualTo(OrderOutcome.UNKNOWN);
    assertThat(new HumanFormat(false).line(result))
        .isEqualTo("UNKNOWN ORDER-1 this program failed unexpectedly: query the order");
    assertThat(new JsonFormat(false).line(result))
        .isEqualTo(
            "{\"out_trade_no\":\"ORDER-1\",\"outcome\":\"UNKNOWN\",\"status\":null,\"code\":null,"
                + "\"message\":\"this program failed unexpectedly\",\"request_id\":null,"
                + "\"exception\":\"IllegalStateException\",\"reason\":null,"
                + "\"next\":\"QUERY_ORDER\",\"explanation\":null}");
  }

  @Test
  void tellsOneOutcomeAndOneAdviceOfEachFailure() {
    WechatPayException lost =
        TransportException.afterSending(new IOException("lost"), new CallFacts(3, false));
    WechatPayException unusable =
        new UnusableAnswerException(
            "no JSON", 200, new byte[0], Map.of("Request-ID", List.of("ID-1")));

    assertThat(new HumanFormat(false).line(FailureResults.of("ORDER-1", lost)))
        .isEqualTo(
            "UNKNOWN ORDER-1 No answer after the request was sent: lost:" + " query the order");
    assertThat(new HumanFormat(false).line(FailureResults.of("ORDER-1", unusable)))
        .isEqualTo(
            "UNKNOWN ORDER-1 HTTP 200 not usable: no JSON: query the order (Request-ID ID-1)");
    assertThat(new JsonFormat(false).line(FailureResults.of("ORDER-1", unusable)))
        .contains("\"status\":200", "\"message\":\"HTTP 200 not usable: no JSON\"")
        .contains("\"request_id\":\"ID-1\"", "\"next\":\"QUERY_ORDER\"");
  }

  /** The other end of a pipe: what is written is seen when it is flushed. */
  private static final class Reader extends Writer {

    private final List<String> events;
    private final StringBuilder unseen = new StringBuilder();

    Reader(List<String> events) {
      this.events = events;
    }

    @Override
    public void write(char[] text, int offset, int length) {
      unseen.append(text, offset, length);
    }

    @Override
    public void flush() {
      if (!unseen.isEmpty()) {
        events.add("shown " + unseen);
        unseen.setLength(0);
      }
    }

    @Override
    public void close() {}
  }

  private static final class BrokenPipe extends Writer {

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
      throw new IOException("Broken pipe");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
