package io.github.wechatpayfeign.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wechatpayfeign.openssl.MerchantKeys;
import io.github.wechatpayfeign.openssl.OpenSsl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys change on disk while a client uses them. */
class WatchedMerchantTest {

  private static final Duration OFTEN = Duration.ofMillis(10);

  @TempDir Path folder;

  private OpenSsl openSsl;
  private Path mounted;
  private Path publicKey;

  @BeforeEach
  void makeKeys() throws IOException {
    openSsl = new OpenSsl(folder);
    mounted = Files.createDirectory(folder.resolve("mounted"));
    publicKey = MerchantKeys.wechatPayPublicKey(openSsl);
  }

  @Test
  void followsFilesThatAreWrittenInPlace() throws IOException {
    MerchantKeys first = pair("0A01");
    MerchantKeys second = pair("0A02");
    first.copyTo(mounted);

    try (WatchedMerchant watched = WatchedMerchant.watch(this::load, OFTEN, mounted)) {
      assertThat(watched.merchant().merchantSerial()).isEqualTo("0A01");

      Files.write(mounted.resolve("apiclient_key.pem"), Files.readAllBytes(second.privateKey()));
      // A look may see the empty file, and log that first.
      await(
          () -> failure(watched).startsWith("The private key does not belong to the certificate"));
      assertThat(watched.merchant().merchantSerial()).isEqualTo("0A01");

      Files.write(mounted.resolve("apiclient_cert.pem"), Files.readAllBytes(second.certificate()));
      await(() -> watched.merchant().merchantSerial().equals("0A02"));
      await(() -> watched.failure().isEmpty());
    }
  }

  private static String failure(WatchedMerchant watched) {
    return watched.failure().map(RuntimeException::getMessage).orElse("");
  }

  @Test
  void followsFilesThatAreReplacedByARename() throws IOException {
    MerchantKeys second = pair("0A02");
    pair("0A01").copyTo(mounted);

    try (WatchedMerchant watched =
        WatchedMerchant.watch(
            this::load,
            OFTEN,
            mounted.resolve("apiclient_key.pem"),
            mounted.resolve("apiclient_cert.pem"))) {
      second.moveOver(
          new MerchantKeys(
              mounted.resolve("apiclient_key.pem"), mounted.resolve("apiclient_cert.pem")));

      await(() -> watched.merchant().merchantSerial().equals("0A02"));
    }
  }

  @Test
  void followsASymbolicLinkThatIsSwappedAsKubernetesDoes() throws IOException {
    Path one = Files.createDirectory(mounted.resolve("..2026_11_24_01"));
    Path two = Files.createDirectory(mounted.resolve("..2026_11_24_02"));
    pair("0A01").copyTo(one);
    pair("0A02").copyTo(two);
    Files.createSymbolicLink(mounted.resolve("..data"), one.getFileName());
    for (String name : new String[] {"apiclient_key.pem", "apiclient_cert.pem"}) {
      Files.createSymbolicLink(mounted.resolve(name), Path.of("..data", name));
    }

    try (WatchedMerchant watched = WatchedMerchant.watch(this::load, OFTEN, mounted)) {
      assertThat(watched.merchant().merchantSerial()).isEqualTo("0A01");

      Path swapped = mounted.resolve("..data_tmp");
      Files.createSymbolicLink(swapped, two.getFileName());
      Files.move(swapped, mounted.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

      await(() -> watched.merchant().merchantSerial().equals("0A02"));
    }
  }

  @Test
  void keepsTheGoodKeyWhileAFileIsHalfWrittenOrGone() throws IOException {
    MerchantKeys pair = pair("0A01");
    pair.copyTo(mounted);
    byte[] whole = Files.readAllBytes(pair.privateKey());

    try (WatchedMerchant watched = WatchedMerchant.watch(this::load, OFTEN, mounted)) {
      Merchant before = watched.merchant();
      Files.write(mounted.resolve("apiclient_key.pem"), Arrays.copyOf(whole, whole.length / 2));
      // A look may see the empty file, and report that first.
      await(() -> failure(watched).contains("apiclient_key.pem is cut off"));
      assertThat(watched.merchant()).isSameAs(before);

      Files.delete(mounted.resolve("apiclient_key.pem"));
      await(() -> failure(watched).endsWith("does not exist"));
      assertThat(watched.merchant()).isSameAs(before);

      Files.write(mounted.resolve("apiclient_key.pem"), whole);
      await(() -> watched.failure().isEmpty());
    }
  }

  @Test
  void saysOnceWhyTheKeysStayAndWhenTheyWereReplaced() throws IOException {
    pair("0A01").copyTo(mounted);
    Path key = mounted.resolve("apiclient_key.pem");
    String whole = Files.readString(key);
    AtomicInteger looks = new AtomicInteger();
    Logger logger = Logger.getLogger(ReplaceableMerchant.class.getName());
    LogLines lines = new LogLines();
    logger.addHandler(lines);

    try (WatchedMerchant watched =
        WatchedMerchant.watch(
            () -> {
              looks.incrementAndGet();
              return load();
            },
            OFTEN,
            mounted)) {
      Files.delete(key);
      await(() -> watched.failure().isPresent());
      int looksBefore = looks.get();
      await(() -> looks.get() > looksBefore + 2);
      replace(key, "?");
      await(() -> lines.all.size() == 2);
      replace(key, whole + "\n");
      await(() -> lines.all.size() == 3);

      assertThat(watched).hasToString(watched.merchant().toString());
    } finally {
      logger.removeHandler(lines);
    }

    String stay = "The keys of the merchant 1900009191 stay as they were, because the new ones";
    assertThat(lines.all)
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith(stay + " cannot be loaded: ")
                    .endsWith("does not exist"),
            line -> assertThat(line).startsWith(stay).contains("holds no key or certificate"),
            line ->
                assertThat(line).isEqualTo("The keys of the merchant 1900009191 were replaced"));
  }

  @Test
  void throwsTheFailureOfTheFirstLoad() {
    assertThatThrownBy(() -> WatchedMerchant.watch(this::load, OFTEN, mounted))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("apiclient_key.pem does not exist");
  }

  @Test
  void refusesToWatchNothingOrWithoutPause() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WatchedMerchant.watch(this::load))
        .withMessage("There is nothing to watch: name the files of the keys");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WatchedMerchant.watch(this::load, Duration.ZERO, mounted))
        .withMessage("The interval must be 10 ms or more, but is PT0S");
  }

  @Test
  void endsItsThreadIfThereIsNothingToWatch() throws IOException {
    pair("0A01").copyTo(mounted);

    WatchedMerchant.watch(this::load, OFTEN, mounted).close();

    await(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("wechatpay-feign-files")));
  }

  private Merchant load() {
    return Merchant.builder()
        .mchid("1900009191")
        .privateKey(mounted.resolve("apiclient_key.pem"))
        .certificate(mounted.resolve("apiclient_cert.pem"))
        .wechatPayPublicKey("PUB_KEY_ID_01", publicKey)
        .build();
  }

  private MerchantKeys pair(String serial) {
    return MerchantKeys.of(openSsl, serial);
  }

  /** Replaces a file at once, because a look may see a half-written file. */
  private void replace(Path file, String text) throws IOException {
    Files.move(
        Files.writeString(folder.resolve("next"), text), file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Records the logged lines. */
  private static final class LogLines extends Handler {

    private final List<String> all = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
      all.add(new SimpleFormatter().formatMessage(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
      Thread.onSpinWait();
    }
  }
}
