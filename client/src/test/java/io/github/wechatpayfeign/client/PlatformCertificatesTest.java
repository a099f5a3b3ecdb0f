package io.github.wechatpayfeign.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.merchant.VerificationKey;
import io.github.wechatpayfeign.merchant.VerificationKeysOfTests;
import io.github.wechatpayfeign.openssl.OpenSsl;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When certificates are downloaded, and for how long they are kept, whatever the clock does. */
class PlatformCertificatesTest {

  private static final Duration INTERVAL = Duration.ofHours(12);
  private static final Duration YEAR = Duration.ofDays(365);

  @TempDir static Path folder;

  private static PublicKey publicKey;

  /** The clock of the machine, which somebody may set, and the time that passes. */
  private Instant now = Instant.parse("2026-11-25T12:00:00Z");

  private long nanoTime = Long.MAX_VALUE - 1;

  private final Instant begin = now.minus(YEAR);
  private final Instant end = now.plus(YEAR.multipliedBy(4));
  private List<VerificationKey> listed = List.of();
  private int downloads;

  private final PlatformCertificates certificates =
      new PlatformCertificates(
          INTERVAL, new SettableClock(), () -> nanoTime, () -> 0, Runnable::run);

  @BeforeAll
  static void makeKey() {
    OpenSsl openSsl = new OpenSsl(folder);
    publicKey =
        VerificationKeysOfTests.publicKey(
            openSsl.publicKey(openSsl.rsaKey("key.pem", 2048), "pub.pem"));
  }

  @Test
  void downloadsAgainAfterTheInterval() {
    download("0A");

    pass(INTERVAL.minusNanos(1));
    certificates.refreshIfDue(this::answer);
    assertThat(downloads).isEqualTo(1);

    pass(Duration.ofNanos(1));
    certificates.refreshIfDue(this::answer);
    assertThat(downloads).isEqualTo(2);
  }

  @ParameterizedTest(name = "set by {0} days")
  @ValueSource(ints = {-365, -1, 1, 365})
  void downloadsAgainAfterTheIntervalAlthoughTheClockWasSet(int days) {
    download("0A");
    now = now.plus(Duration.ofDays(days));

    pass(INTERVAL);
    certificates.refreshIfDue(this::answer);
    assertThat(downloads).isEqualTo(2);
  }

  @Test
  void downloadsAgainAfterTheMachineSlept() {
    download("0A");
    // The clock that never goes back stands still meanwhile.
    now = now.plus(INTERVAL);

    certificates.refreshIfDue(this::answer);
    assertThat(downloads).isEqualTo(2);
  }

  @ParameterizedTest(name = "set by {0} days")
  @ValueSource(ints = {-365, 0, 365})
  void downloadsOnceAMinuteForAnUnknownSerialWhateverTheClockDoes(int days) {
    assertThat(certificates.refreshForUnknown(this::answer)).isNotNull();
    now = now.plus(Duration.ofDays(days));

    pass(Duration.ofMinutes(1).minusNanos(1));
    assertThat(certificates.refreshForUnknown(this::answer)).isNull();
    pass(Duration.ofNanos(1));
    assertThat(certificates.refreshForUnknown(this::answer)).isNotNull();
    assertThat(downloads).isEqualTo(2);
  }

  @Test
  void keepsWhatIsListedNoLongerForADay() {
    download("0A", "0B");
    download("0B");

    pass(Duration.ofHours(24).minusNanos(1));
    assertThat(valid()).containsExactlyInAnyOrder("0A", "0B");
    pass(Duration.ofNanos(1));
    assertThat(valid()).containsExactly("0B");
  }

  @Test
  void countsTheDayFromTheFirstDownloadThatLacksACertificate() {
    download("0A", "0B");
    download("0B");
    pass(Duration.ofHours(23));
    download("0B");

    pass(Duration.ofHours(1));
    assertThat(valid()).containsExactly("0B");
    download("0B");
    assertThat(certificates.keys().find("0A")).as("forgotten").isNull();
  }

  @ParameterizedTest(name = "set by {0} days")
  @ValueSource(ints = {-365, -1, 1, 365})
  void keepsWhatIsListedNoLongerForADayAtMostAlthoughTheClockWasSet(int days) {
    download("0A", "0B");
    download("0B");
    now = now.plus(Duration.ofDays(days));

    pass(Duration.ofHours(24));
    assertThat(valid()).containsExactly("0B");
  }

  @Test
  void keepsWhatIsListedAgain() {
    download("0A", "0B");
    download("0B");
    pass(Duration.ofHours(23));
    download("0A", "0B");

    pass(Duration.ofHours(25));
    assertThat(valid()).containsExactlyInAnyOrder("0A", "0B");
  }

  @Test
  void asksForOneThatIsListedNoLongerOnlyAsALastResort() {
    download("0A", "0B");
    assertThat(certificates.keys().newestAt(now)).map(VerificationKey::serial).contains("0B");

    download("0A");

    assertThat(certificates.keys().newestAt(now)).map(VerificationKey::serial).contains("0A");
  }

  private void pass(Duration time) {
    nanoTime += time.toNanos();
    now = now.plus(time);
  }

  private List<String> valid() {
    return certificates.keys().all().stream()
        .filter(key -> key.isValidAt(now))
        .map(VerificationKey::serial)
        .toList();
  }

  @Test
  void downloadsNothingForACallThatFoundNoKeyBeforeADownloadSucceeded() {
    int seen = certificates.successes();
    download("01");

    assertThat(certificates.refreshAfter(seen, this::answer)).isCompleted();
    assertThat(downloads).isEqualTo(1);

    assertThat(certificates.refreshAfter(certificates.successes(), this::answer)).isCompleted();
    assertThat(downloads).isEqualTo(2);
  }

  /** Downloads a list of certificates, of which each is newer than the one before. */
  private void download(String... serials) {
    listed = List.of(serials).stream().map(this::key).toList();
    certificates.refresh(this::answer).join();
  }

  private List<VerificationKey> answer() {
    downloads++;
    return listed;
  }

  private VerificationKey key(String serial) {
    Instant from = begin.plusSeconds(Integer.parseInt(serial, 16));
    return VerificationKeysOfTests.of(serial, publicKey, from, end);
  }

  private final class SettableClock extends Clock {

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
