package io.github.wechatpayfeign.integrationtests.async;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/**
 * A waiting virtual thread occupies no thread of the machine, from JDK 24 on also inside monitors.
 */
@EnabledForJreRange(minVersion = 24)
class VirtualThreadsTest {

  private static final int CALLS = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String PINNED = "jdk.VirtualThreadPinned";

  @TempDir private Path folder;

  @Test
  void pinsNoThreadIn10000ConcurrentCloses() throws Exception {
    int calls = Math.min(CALLS, filesOfAProcess() - 1_000);
    try (HoldingServer server = HoldingServer.start(calls);
        HoldingServer warmUp = HoldingServer.start(100)) {
      closeAtATime(100, warmUp.baseUrl());
      try (Recording recording = new Recording()) {
        recording.enable(PINNED).withoutThreshold().withStackTrace();
        recording.start();

        closeAtATime(calls, server.baseUrl());

        recording.stop();
        assertThat(pinned(recording)).isEmpty();
      }
    }
  }

  private static void closeAtATime(int calls, String baseUrl) throws Exception {
    try (WechatPay wechatPay = patientClient(baseUrl)) {
      List<CompletableFuture<Void>> closes = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        String outTradeNo = "ORDER-" + i;
        closes.add(
            CompletableFuture.runAsync(
                () -> wechatPay.closeOrder(outTradeNo), VirtualThreads::start));
      }
      for (CompletableFuture<Void> close : closes) {
        close.get(PATIENCE.toMinutes(), TimeUnit.MINUTES);
      }
    }
  }

  private static WechatPay patientClient(String baseUrl) {
    return WechatPay.builder(TestGateway.merchant())
        .baseUrl(baseUrl)
        .retryPolicy(RetryPolicy.off())
        .deadline(PATIENCE)
        .okHttpClient(
            new OkHttpClient.Builder().connectTimeout(PATIENCE).readTimeout(PATIENCE).build())
        .build();
  }

  private List<RecordedEvent> pinned(Recording recording) throws IOException {
    Path file = folder.resolve("recording.jfr");
    recording.dump(file);
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals(PINNED))
        .toList();
  }

  private static int filesOfAProcess() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? (int) Math.min(Integer.MAX_VALUE, unix.getMaxFileDescriptorCount())
        : CALLS;
  }
}
