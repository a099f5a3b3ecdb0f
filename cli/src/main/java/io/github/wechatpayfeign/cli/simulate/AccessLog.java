package io.github.wechatpayfeign.cli.simulate;

import io.github.wechatpayfeign.cli.console.OneLine;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.gateway.HandledRequest;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Writes a line for each request that the simulator handled. */
final class AccessLog {
  private static final Duration LONG = Duration.ofHours(1);

  private final WechatPaySimulator simulator;
  private final PrintWriter out;

  AccessLog(WechatPaySimulator simulator, PrintWriter out) {
    this.simulator = simulator;
    this.out = out;
  }

  /** Follows the requests until the thread is interrupted. A signal ends the JVM meanwhile. */
  void follow() {
    long last = 0;
    while (!Thread.currentThread().isInterrupted()) {
      for (HandledRequest request : simulator.awaitRequests(last, LONG)) {
        out.println(line(request));
        last = request.sequence();
      }
      out.flush();
    }
  }

  /** Returns time, method, target, status, code, message and fault, without any header. */
  static String line(HandledRequest handled) {
    StringBuilder line = new StringBuilder();
    line.append(handled.at().truncatedTo(ChronoUnit.MILLIS));
    line.append(' ').append(handled.request().method());
    line.append(' ').append(handled.request().target());
    line.append(' ').append(handled.status() == 0 ? "-" : Integer.toString(handled.status()));
    for (String part : new String[] {handled.code(), handled.message()}) {
      if (!part.isEmpty()) {
        line.append(' ').append(part);
      }
    }
    if (!handled.fault().isEmpty()) {
      line.append(" [").append(handled.fault()).append(']');
    }
    return OneLine.of(line.toString());
  }
}
