package io.github.wechatpayfeign.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.openssl.OpenSsl;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loaders and file systems that throw any exception, or never return. */
class HangingKeysTest {

  private static final Duration OFTEN = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofMillis(100);

  @TempDir static Path keys;
  @TempDir Path folder;

  private static Path privateKey;
  private static Path publicKey;

  @BeforeAll
  static void makeKeys() {
    OpenSsl openSsl = new OpenSsl(keys);
    privateKey = openSsl.rsaKey("apiclient_key.pem", 2048);
    publicKey = openSsl.publicKey(openSsl.rsaKey("wechatpay.pem", 2048), "pub_key.pem");
  }

  /** Each merchant has the serial that is in its file. */
  private static Merchant load(Path file) {
    try {
      return Merchant.builder()
          .mchid("1900009191")
          .merchantSerial(Files.readString(file).strip())
          .privateKey(privateKey)
          .wechatPayPublicKey("PUB_KEY_ID_01", publicKey)
          .build();
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private Path file(String name, String serial) throws IOException {
    Path next = Files.writeString(folder.resolve(name + ".next"), serial);
    return Files.move(next, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private static WatchedMerchant watch(Supplier<Merchant> load, Path file) {
    return WatchedMerchant.watch(load, OFTEN, PATIENCE, file);
  }

  static Stream<Throwable> whatALoaderThrows() {
    return Stream.of(
        new NoClassDefFoundError("com/vault/Client"),
        new StackOverflowError("deep"),
        new OutOfMemoryError("Java heap space"),
        new ExceptionInInitializerError("static"),
        new IOException("thrown without being declared"),
        new IllegalStateException("the vault is sealed"));
  }

  @ParameterizedTest
  @MethodSource("whatALoaderThrows")
  void keepsWatchingWhateverALoaderThrows(Throwable thrown) throws IOException {
    Path file = file("serial", "0A01");
    AtomicReference<@Nullable Throwable> failing = new AtomicReference<>();
    Supplier<Merchant> load =
        () -> {
          Throwable now = failing.get();
          return now == null ? load(file) : HangingKeysTest.<Merchant, RuntimeException>fail(now);
        };

    try (WatchedMerchant watched = watch(load, file)) {
      failing.set(thrown);
      file("serial", "0A02");
      // On a busy machine, a load that takes too long may be reported first.
      await(
          () ->
              watched.failure().filter(it -> it == thrown || it.getCause() == thrown).isPresent());
      RuntimeException failure = watched.failure().orElseThrow();
      if (thrown instanceof RuntimeException) {
        assertThat(failure).isSameAs(thrown);
      } else {
        assertThat(failure)
            .hasMessage("The keys cannot be loaded (" + thrown + ")")
            .cause()
            .isSameAs(thrown);
      }
      assertThat(watched.merchant().merchantSerial()).isEqualTo("0A01");

      failing.set(null);
      await(() -> watched.merchant().merchantSerial().equals("0A02"));
      await(() -> watched.failure().isEmpty());
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T, E extends Throwable> T fail(Throwable thrown) throws E {
    throw (E) thrown;
  }

  @Test
  void watchesTheOthersWhileOneLoaderHangs() throws IOException {
    Path hanging = file("hanging", "0A01");
    Path other = file("other", "0B01");
    AtomicInteger loads = new AtomicInteger();
    CountDownLatch held = new CountDownLatch(1);

    try (WatchedMerchant first =
            watch(
                () -> {
                  if (loads.incrementAndGet() > 1) {
                    hold(held);
                  }
                  return load(hanging);
                },
                hanging);
        WatchedMerchant second = watch(() -> load(other), other)) {
      file("hanging", "0A02");
      await(() -> loads.get() == 2);

      file("other", "0B02");
      await(() -> second.merchant().merchantSerial().equals("0B02"));
      await(
          () -> failure(first).startsWith("The keys of the merchant 1900009191 have been loading"));
      file("other", "0B03");
      await(() -> second.merchant().merchantSerial().equals("0B03"));

      assertThat(first.merchant().merchantSerial()).isEqualTo("0A01");
      await(() -> second.failure().isEmpty());
      assertThat(loads).hasValue(2);

      held.countDown();
      await(() -> first.merchant().merchantSerial().equals("0A02"));
      await(() -> first.failure().isEmpty());
    }
  }

  @Test
  void watchesTheOthersWhileAFileSystemHangs() throws Exception {
    Path hanging = file("hanging", "0A01");
    Path other = file("other", "0B01");
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    try (WatchedMerchant first = watch(() -> load(hanging), hanging);
        WatchedMerchant second = watch(() -> load(other), other)) {
      // Opening a pipe without a writer waits, and cannot be interrupted.
      Path kept = Files.createLink(folder.resolve("kept"), pipe);
      Files.move(pipe, hanging, StandardCopyOption.REPLACE_EXISTING);
      await(() -> failure(first).contains("have been loading since 20"));

      file("other", "0B02");
      await(() -> second.merchant().merchantSerial().equals("0B02"));
      await(() -> second.failure().isEmpty());

      file("hanging", "0A02");
      // Opening and closing the pipe lets the waiting reader see its end.
      new RandomAccessFile(kept.toFile(), "rw").close();
      await(() -> first.merchant().merchantSerial().equals("0A02"));
      await(() -> first.failure().isEmpty());
    }
  }

  @Test
  void replacesNothingAfterItWasClosed() throws IOException {
    Path file = file("serial", "0A01");
    AtomicInteger loads = new AtomicInteger();
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch returned = new CountDownLatch(1);
    WatchedMerchant watched =
        watch(
            () -> {
              if (loads.incrementAndGet() > 1) {
                hold(held);
                returned.countDown();
              }
              return load(file);
            },
            file);
    file("serial", "0A02");
    await(() -> loads.get() == 2);

    watched.close();
    held.countDown();

    hold(returned);
    await(() -> lookThreads() == 0);
    assertThat(watched.merchant().merchantSerial()).isEqualTo("0A01");
    assertThat(loads).hasValue(2);
  }

  private static long lookThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("wechatpay-feign-files-look"))
        .count();
  }

  /** Keeps waiting after an interrupt, like some third-party code. */
  private static void hold(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static String failure(WatchedMerchant watched) {
    return watched.failure().map(failure -> String.valueOf(failure.getMessage())).orElse("");
  }

  private static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
      Thread.onSpinWait();
    }
  }
}
