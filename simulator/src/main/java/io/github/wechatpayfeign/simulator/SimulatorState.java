package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.internal.ledger.KeptNumbers;
import io.github.wechatpayfeign.simulator.internal.ledger.KeptPayment;
import io.github.wechatpayfeign.simulator.internal.ledger.Ledger;
import io.github.wechatpayfeign.simulator.internal.state.StateFile;
import io.github.wechatpayfeign.simulator.internal.state.StateLine;
import io.github.wechatpayfeign.simulator.internal.state.StateWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;

/**
 * What a file keeps from one start to the next: the clock, the orders with their refunds, and the
 * pending notices. A notice is written after the change that it tells, because the change may come
 * while the file is written. If a file has a notice without its change, the notice came too late.
 */
final class SimulatorState implements AutoCloseable {
  private static final String CLOCK = "clock";
  private static final String NUMBERS = "numbers";
  private static final String PAYMENT = "payment";
  private static final String NOTICE = "notice";

  /** How far the clock is from the real time. */
  record KeptClock(String offset) {}

  private final SimulatorClock clock;
  private final Ledger ledger;
  private final Notices notices;
  private final StateWriter writer;

  private SimulatorState(StateFile file, SimulatorClock clock, Ledger ledger, Notices notices) {
    this.clock = clock;
    this.ledger = ledger;
    this.notices = notices;
    boolean isNew = !file.exists();
    if (!isNew) {
      file.read(this::read);
    }
    this.writer = new StateWriter(file, this::changes, this::writeTo);
    if (isNew) {
      writer.writeFirst();
    }
  }

  /**
   * Reads what the file keeps, or creates the file.
   *
   * @throws IllegalArgumentException if the content of the file cannot be used
   * @throws java.io.UncheckedIOException if it can be neither read nor written, or another
   *     simulator uses it
   */
  static SimulatorState open(Path path, SimulatorClock clock, Ledger ledger, Notices notices) {
    StateFile file = StateFile.open(path);
    try {
      return new SimulatorState(file, clock, ledger, notices);
    } catch (RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  private void read(StateLine line) {
    switch (line.kind()) {
      case CLOCK -> clock.move(Duration.parse(line.as(KeptClock.class).offset()));
      case NUMBERS -> ledger.restore(line.as(KeptNumbers.class));
      case PAYMENT -> ledger.restore(line.as(KeptPayment.class));
      case NOTICE -> restore(line.as(KeptNotice.class));
      default -> throw new IllegalArgumentException("There is no such line");
    }
  }

  private void restore(KeptNotice notice) {
    if (ledger.hasChange(notice.owner(), notice.number(), notice.change())) {
      notices.restore(notice);
    }
  }

  private long changes() {
    return clock.version() + ledger.version() + notices.version();
  }

  private void writeTo(StateFile.LineWriter lines) throws IOException {
    lines.write(CLOCK, new KeptClock(clock.offset().toString()));
    lines.write(NUMBERS, ledger.keptNumbers());
    ledger.keep(payment -> lines.write(PAYMENT, payment));
    for (Iterator<KeptNotice> all = notices.kept().iterator(); all.hasNext(); ) {
      lines.write(NOTICE, all.next());
    }
  }

  /** Begins to write the file after changes. */
  void start() {
    writer.start();
  }

  /** Writes what changed, and releases the file. A second call does nothing. */
  @Override
  public void close() {
    writer.close();
  }
}
