package io.github.wechatpayfeign.benchmarks.expiry;

import static io.github.wechatpayfeign.benchmarks.expiry.ExpiryBenchmark.DUE;

import io.github.wechatpayfeign.benchmarks.Report;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How many requests an order takes with the real client, and what they cost. */
final class Requests {

  private static final int JVMS = 2;
  private static final int ORDERS = 600;

  private final Machines machines;

  Requests(Machines machines) {
    this.machines = machines;
  }

  void run(Report report, int rounds) throws Exception {
    Tables tables = machines.server().create("requests");
    tables.create();
    Path gateway = Files.createTempFile("gateway", ".properties");
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      Gateway.write(simulator, gateway);
      int all = (rounds + 2) * ORDERS * 6 / 5;
      for (int g = 1; g <= all; g++) {
        String no = String.format(Locale.ROOT, "ORDER-%012d", g);
        simulator.createOrder(no);
        if (g % 20 == 0) {
          simulator.pay(no);
        }
      }
      tables.place(1, all, DUE);
      long before = machines.fleet(JVMS).count("settled");
      Case closed =
          new Case(
              "closed at the simulator, JVMs: " + JVMS,
              () -> machines.fleet(JVMS).work(tables, gateway.toString(), ORDERS));
      var unused = Case.measure(rounds, List.of(closed));
      long settled = machines.fleet(JVMS).count("settled") - before;
      tables.check(settled);
      Case.head(report, "due orders, 1 of 20 paid", "requests an order");
      closed.line(
          report, String.format(Locale.ROOT, "%.3f", 1.0 * simulator.requestCount() / settled));
    } finally {
      Files.delete(gateway);
    }
    machines.server().drop(tables);
  }
}
