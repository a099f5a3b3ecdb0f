package io.github.wechatpayfeign.simulator.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** A closed server leaves nothing behind, whatever its clients and its handler are doing. */
class ServerCloseTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void endsRequestsUnderWayWithoutAnAnswer() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    RequestHandler handler =
        (request, reply) -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            ended.countDown();
          }
          reply.send(200, RunningServer.TEXT, RunningServer.bytes("late"));
        };
    try (RunningServer server = new RunningServer(handler);
        Wire busy = server.open();
        Wire silent = server.open();
        Wire half = server.open()) {
      busy.send("GET / HTTP/1.1\r\n\r\n");
      half.send("GET / HT");
      server.next();
      int port = server.server.port();
      long start = System.nanoTime();

      server.stop();
      server.stop();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
      for (Wire wire : new Wire[] {busy, silent, half}) {
        assertThat(wire.rest()).isEmpty();
      }
      Assertions.assertThatThrownBy(() -> new Wire(port)).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void endsAnEndlessBodyThatNobodyReads() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    try (RunningServer server = new RunningServer(ServerLimits.DEFAULT, endless(stopped));
        Wire wire = server.open()) {
      wire.send("GET / HTTP/1.1\r\n\r\n").head();

      server.stop();

      assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void cutsAClientThatReadsNothing() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    ServerLimits limits = RunningServer.limits(LONG, LONG, Duration.ofMillis(300));
    try (RunningServer server = new RunningServer(limits, endless(stopped));
        Wire wire = server.open()) {
      wire.send("GET / HTTP/1.1\r\n\r\n").head();

      assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void leavesNoThread() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (RunningServer server = new RunningServer()) {
      server.exchange("GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
      assertThat(own(before)).hasSize(2).allMatch(Thread::isDaemon);
    }
    assertThat(own(before)).isEmpty();
  }

  @Test
  void cutsAClientThatGoesOnAfterItsLastAnswer() throws Exception {
    ServerLimits limits = RunningServer.limits(LONG, LONG, LONG);
    try (RunningServer server = new RunningServer(limits, RunningServer::echo);
        Socket socket = server.open().send("GARBAGE\r\n\r\n").socket) {
      assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
      byte[] more = new byte[1000];

      Assertions.assertThatThrownBy(
              () -> {
                while (true) {
                  socket.getOutputStream().write(more);
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  /** Netty logs it at level SEVERE if there is nobody left whom it can tell that a write failed. */
  @Test
  void logsNothingIfItClosesWhileAnswersLeave() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    Logger root = Logger.getLogger("");
    Handler recorder = new Recorder(lines);
    root.addHandler(recorder);
    try {
      for (int i = 0; i < 200; i++) {
        closeWhileAnswersLeave(i % 8);
      }
    } finally {
      root.removeHandler(recorder);
    }

    assertThat(lines).isEmpty();
  }

  /** The handlers answer when they are interrupted, each a little later than the one before. */
  private static void closeWhileAnswersLeave(int step) throws Exception {
    CountDownLatch under = new CountDownLatch(6);
    RequestHandler handler =
        (request, reply) -> {
          under.countDown();
          int turns = Integer.parseInt(request.target().substring(1)) * step;
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException closing) {
            for (int turn = 0; turn < turns * 1000; turn++) {
              Thread.onSpinWait();
            }
          }
          reply.send(200, RunningServer.TEXT, RunningServer.bytes("late"));
        };
    List<Wire> wires = new ArrayList<>();
    try (RunningServer server = new RunningServer(handler)) {
      for (int i = 0; i < 6; i++) {
        Wire wire = server.open();
        wires.add(wire.send("GET /" + i + " HTTP/1.1\r\n\r\n"));
      }
      assertThat(under.await(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      for (Wire wire : wires) {
        wire.close();
      }
    }
  }

  /** Keeps what is logged as a warning or worse. */
  private static final class Recorder extends StreamHandler {
    private final List<String> lines;

    Recorder(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public synchronized void publish(LogRecord line) {
      if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
        lines.add(line.getLoggerName() + ": " + line.getMessage());
      }
    }
  }

  private static RequestHandler endless(CountDownLatch stopped) {
    return (request, reply) -> {
      try {
        reply.stream(
            200,
            RunningServer.TEXT,
            Long.MAX_VALUE,
            out -> {
              while (true) {
                out.write(new byte[8192]);
              }
            });
      } finally {
        stopped.countDown();
      }
    };
  }

  private static Set<Thread> own(Set<Thread> before) {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeAll(before);
    threads.removeIf(thread -> !thread.getName().equals("wechat-pay-simulator"));
    return threads;
  }
}
