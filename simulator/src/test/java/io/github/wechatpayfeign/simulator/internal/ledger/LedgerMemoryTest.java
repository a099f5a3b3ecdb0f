package io.github.wechatpayfeign.simulator.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.wechatpayfeign.simulator.internal.crypto.RandomText;
import io.github.wechatpayfeign.simulator.internal.state.StateFile;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A million placed orders fit in 1 GB. By default fewer orders have to fit in a part of that.
 *
 * <p>{@code -Dscale.orders=1000000} tries all of them.
 */
class LedgerMemoryTest {
  private static final int ORDERS = Integer.getInteger("scale.orders", 40_000);

  /** The program of the separate process: places orders, then lets each be paid or closed. */
  static final class Main {
    private static final String BODY =
        """
        {"appid":"wxd678efh567hg6787","mchid":"1900000001","description":"Image形象店-深圳腾大-QQ公仔",\
        "out_trade_no":"%s","notify_url":"https://shop.example/pay/notices",\
        "attach":"shop 17, table 4","amount":{"total":100,"currency":"CNY"},\
        "payer":{"openid":"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"}}""";

    private Main() {}

    public static void main(String[] arguments) throws Exception {
      int orders = Integer.parseInt(arguments[0]);
      RandomText random = new RandomText(new SecureRandom());
      Ledger ledger = new Ledger(Clock.systemUTC(), random);
      JsonMapper json = new JsonMapper();
      long start = System.nanoTime();
      for (int i = 0; i < orders; i++) {
        Payment bill = ledger.place(order(json, "ORDER-20261130-" + i));
        bill.issue("wx" + random.digits(34));
      }
      long placed = System.nanoTime();
      int closed = 0;
      for (int i = 0; i < orders; i++) {
        Payment bill = ledger.bill(order(json, "ORDER-20261130-" + i).id());
        if (bill != null && bill.close() == OrderState.CLOSED) {
          closed++;
        }
      }
      long millis = write(ledger, Path.of(arguments[1]));
      long used = used();
      // What is used later is still there now.
      boolean kept = ledger.bill(order(json, "ORDER-20261130-0").id()) != null;
      System.out.printf(
          "%d closed, kept %b, %d us to place one, %d bytes each, written in %d ms",
          closed, kept, (placed - start) / 1000 / orders, used / orders, millis);
    }

    /** Writes the orders as the simulator does. */
    private static long write(Ledger ledger, Path path) throws IOException {
      long start = System.nanoTime();
      try (StateFile file = StateFile.open(path)) {
        file.write(
            lines -> {
              lines.write("numbers", ledger.keptNumbers());
              ledger.keep(payment -> lines.write("payment", payment));
            });
      }
      return (System.nanoTime() - start) / 1_000_000;
    }

    /** Makes all texts anew, as requests do. */
    private static PrepayOrder order(JsonMapper json, String number) throws Exception {
      ObjectNode body = (ObjectNode) json.readTree(BODY.formatted(number));
      OrderTerms terms =
          new OrderTerms(
              body.path("appid").asText(),
              Optional.empty(),
              body.at("/amount/total").asLong(),
              body.path("attach").asText(),
              "JSAPI",
              new Payer(body.at("/payer/openid").asText(), Optional.empty()));
      return new PrepayOrder(
          new OrderId(Owner.merchant(body.path("mchid").asText()), number),
          terms,
          Placement.of(PrepayKind.JSAPI, body, body.path("notify_url").asText(), Optional.empty()));
    }

    private static long used() {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      return runtime.totalMemory() - runtime.freeMemory();
    }
  }

  /** The program of a second process, which starts with the file of the first one. */
  static final class Restart {
    private Restart() {}

    public static void main(String[] arguments) {
      Ledger ledger = new Ledger(Clock.systemUTC(), new RandomText(new SecureRandom()));
      long start = System.nanoTime();
      try (StateFile file = StateFile.open(Path.of(arguments[1]))) {
        file.read(
            line -> {
              if (line.kind().equals("numbers")) {
                ledger.restore(line.as(KeptNumbers.class));
              } else {
                ledger.restore(line.as(KeptPayment.class));
              }
            });
      }
      long millis = (System.nanoTime() - start) / 1_000_000;
      System.out.printf(
          "%d orders, read in %d ms, %d bytes each",
          ledger.newest(null, "", 1).total(), millis, Main.used() / Integer.parseInt(arguments[0]));
      System.out.printf(", %d newest%n", ledger.newest(null, "", 1).orders().size());
    }
  }

  @TempDir private Path folder;

  @Test
  void keepsAMillionOrdersInAGigabyteAndWritesAndReadsThem() throws Exception {
    assertThat(run(Main.class)).startsWith(ORDERS + " closed, kept true, ");
    assertThat(run(Restart.class)).startsWith(ORDERS + " orders, ");
  }

  private String run(Class<?> program) throws Exception {
    int megabytes = ORDERS == 1_000_000 ? 1024 : 24 + ORDERS / 1000;
    Path file = folder.resolve("orders.jsonl");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + megabytes + "m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    program.getName(),
                    Integer.toString(ORDERS),
                    file.toString()))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    System.out.printf(
        "%d orders in %d MB, %d bytes of file: %s%n",
        ORDERS, megabytes, Files.exists(file) ? Files.size(file) : 0, output);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
