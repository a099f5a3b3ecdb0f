package io.github.wechatpayfeign.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which domain comes first after connections failed or were made, and when it is probed again. */
class FailoverTest {

  private static final HttpUrl MAIN = HttpUrl.get("https://main.example");
  private static final HttpUrl BACKUP = HttpUrl.get("https://backup.example:8443");
  private static final long THREE_MINUTES = Duration.ofMinutes(3).toNanos();
  private static final int THREADS = 16;

  private final AtomicLong now = new AtomicLong(1_000);
  private final Failover failover = new Failover(MAIN, BACKUP, now::get);

  @Test
  void beginsWithTheMainDomain() {
    assertThat(failover.first()).isEqualTo(MAIN);
    assertThat(failover.prefersBackup()).isFalse();
  }

  @Test
  void knowsTheOtherOfTheTwo() {
    assertThat(failover.other(MAIN)).isEqualTo(BACKUP);
    assertThat(failover.other(BACKUP)).isEqualTo(MAIN);
  }

  @Test
  void staysWithTheMainDomainAfterTwoFailures() {
    fail(MAIN, 2);

    assertThat(failover.first()).isEqualTo(MAIN);
    assertThat(failover.prefersBackup()).isFalse();
  }

  @Test
  void prefersTheBackupAfterThreeFailuresInARow() {
    fail(MAIN, 3);

    assertThat(failover.first()).isEqualTo(BACKUP);
    assertThat(failover.prefersBackup()).isTrue();
  }

  @Test
  void countsAnewAfterAConnectionToTheMainDomain() {
    fail(MAIN, 2);
    failover.connected(MAIN);
    fail(MAIN, 2);
    assertThat(failover.first()).isEqualTo(MAIN);

    fail(MAIN, 1);
    assertThat(failover.first()).isEqualTo(BACKUP);
  }

  @Test
  void countsOnWhereOnlyTheBackupConnects() {
    fail(MAIN, 2);
    failover.connected(BACKUP);
    fail(MAIN, 1);

    assertThat(failover.first()).isEqualTo(BACKUP);
  }

  @Test
  void doesNotCountFailuresOfTheBackup() {
    fail(BACKUP, 10);
    assertThat(failover.first()).isEqualTo(MAIN);

    fail(MAIN, 3);
    fail(BACKUP, 10);
    assertThat(failover.first()).isEqualTo(BACKUP);
  }

  @ParameterizedTest(name = "from {0} ns on")
  @ValueSource(
      longs = {1_000, 0, -1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 60_000_000_000L})
  void prefersTheBackupForThreeMinutesWhateverTheNanoseconds(long start) {
    now.set(start);
    fail(MAIN, 3);

    assertThat(failover.first()).isEqualTo(BACKUP);
    now.set(start + THREE_MINUTES - 1);
    assertThat(failover.first()).as("just before 3 minutes").isEqualTo(BACKUP);
    now.set(start + THREE_MINUTES);
    assertThat(failover.first()).as("after 3 minutes").isEqualTo(MAIN);
    assertThat(failover.first()).as("a second call").isEqualTo(BACKUP);
  }

  @Test
  void isNotProlongedByFailuresOfCallsThatStartedBefore() {
    fail(MAIN, 3);
    now.addAndGet(THREE_MINUTES - 1);
    fail(MAIN, 5);
    now.addAndGet(1);

    assertThat(failover.first()).isEqualTo(MAIN);
  }

  @Test
  void probesAgainAtOnceWhereACallerGaveAProbeUp() {
    fail(MAIN, 3);
    now.addAndGet(THREE_MINUTES);
    assertThat(failover.first()).isEqualTo(MAIN);

    failover.notTried(BACKUP);
    assertThat(failover.first()).as("while the probe is under way").isEqualTo(BACKUP);
    failover.notTried(MAIN);

    assertThat(failover.first()).as("the next call").isEqualTo(MAIN);
    assertThat(failover.first()).as("and no other one").isEqualTo(BACKUP);
  }

  @Test
  void prefersTheBackupForThreeMoreMinutesAfterAFailedProbe() {
    fail(MAIN, 3);
    for (int probe = 1; probe <= 3; probe++) {
      now.addAndGet(THREE_MINUTES);
      assertThat(failover.first()).as("probe %s", probe).isEqualTo(MAIN);
      fail(MAIN, 1);

      assertThat(failover.prefersBackup()).isTrue();
      now.addAndGet(THREE_MINUTES - 1);
      assertThat(failover.first()).isEqualTo(BACKUP);
      now.addAndGet(-(THREE_MINUTES - 1));
    }
  }

  @Test
  void probesAgainWhereAProbeNeverEnded() {
    fail(MAIN, 3);
    now.addAndGet(THREE_MINUTES);
    assertThat(failover.first()).isEqualTo(MAIN);
    assertThat(failover.first()).isEqualTo(BACKUP);

    now.addAndGet(THREE_MINUTES);
    assertThat(failover.first()).isEqualTo(MAIN);
  }

  @Test
  void returnsToTheMainDomainAfterASuccessfulProbe() {
    fail(MAIN, 3);
    now.addAndGet(THREE_MINUTES);
    assertThat(failover.first()).isEqualTo(MAIN);
    failover.connected(MAIN);

    assertThat(failover.prefersBackup()).isFalse();
    assertThat(failover.first()).isEqualTo(MAIN);
    fail(MAIN, 2);
    assertThat(failover.first()).as("two new failures").isEqualTo(MAIN);
    fail(MAIN, 1);
    assertThat(failover.first()).as("three new failures").isEqualTo(BACKUP);
  }

  @Test
  void staysWithTheBackupWhenTheBackupConnects() {
    fail(MAIN, 3);
    failover.connected(BACKUP);

    assertThat(failover.first()).isEqualTo(BACKUP);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "https://main.example/, true",
    "https://main.example:443/v3/pay?x=1, true",
    "https://MAIN.example/v3, true",
    "https://user@main.example/, true",
    "https://backup.example:8443/v3, false",
    "http://main.example/, false",
    "http://main.example:443/, false",
    "https://main.example:8443/, false",
    "https://backup.example/, false",
    "http://backup.example:8443/, false",
    "https://main.example.org/, false",
    "https://sub.main.example/, false",
    "https://other.example/, false",
  })
  void coversTheMainDomainAloneBySchemeHostAndPort(String url, boolean covered) {
    assertThat(failover.covers(HttpUrl.get(url))).isEqualTo(covered);
  }

  @Test
  void sendsExactlyOneOfManyThreadsToProbe() throws Exception {
    fail(MAIN, 3);
    for (int round = 1; round <= 50; round++) {
      now.addAndGet(THREE_MINUTES);

      assertThat(inAllThreads(failover::first))
          .as("round %s", round)
          .hasSize(THREADS)
          .containsOnlyOnce(MAIN)
          .contains(BACKUP);
    }
  }

  /** The threads meet in a loop before each round: threads that are woken come one by one. */
  @Test
  @SuppressWarnings("ThreadPriorityCheck") // On a single processor the other needs the yield.
  void sendsOneOfTwoThreadsToProbeHoweverCloseTheyCome() throws Exception {
    int rounds = 50_000;
    AtomicInteger arrived = new AtomicInteger();
    Failover shared = new Failover(MAIN, BACKUP, () -> arrived.get() / 2 * THREE_MINUTES);
    for (int i = 0; i < 3; i++) {
      shared.failed(MAIN);
    }
    Callable<Integer> probing =
        () -> {
          int probes = 0;
          for (int round = 1; round <= rounds; round++) {
            arrived.incrementAndGet();
            while (arrived.get() < 2 * round) {
              Thread.yield();
            }
            probes += shared.first().equals(MAIN) ? 1 : 0;
          }
          return probes;
        };
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Integer> one = threads.submit(probing);
      Future<Integer> other = threads.submit(probing);

      assertThat(one.get() + other.get()).isEqualTo(rounds);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void endsInOneOfItsTwoStatesWhateverTheThreadsDo() throws Exception {
    List<HttpUrl> chosen =
        inAllThreads(
            () -> {
              for (int i = 0; i < 10_000; i++) {
                HttpUrl domain = failover.first();
                now.addAndGet(THREE_MINUTES / 10);
                if (i % 4 == 0) {
                  failover.connected(domain);
                } else {
                  failover.failed(domain);
                }
              }
              return failover.first();
            });

    assertThat(chosen).hasSize(THREADS).containsAnyOf(MAIN, BACKUP).isSubsetOf(MAIN, BACKUP);
    failover.connected(MAIN);
    assertThat(failover.first()).isEqualTo(MAIN);
    fail(MAIN, 3);
    assertThat(failover.first()).isEqualTo(BACKUP);
  }

  private void fail(HttpUrl domain, int times) {
    for (int i = 0; i < times; i++) {
      failover.failed(domain);
    }
  }

  private static List<HttpUrl> inAllThreads(Callable<HttpUrl> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<HttpUrl>> results = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        results.add(
            threads.submit(
                () -> {
                  start.await();
                  return work.call();
                }));
      }
      List<HttpUrl> all = new ArrayList<>();
      for (Future<HttpUrl> result : results) {
        all.add(result.get());
      }
      return all;
    } finally {
      threads.shutdownNow();
    }
  }
}
