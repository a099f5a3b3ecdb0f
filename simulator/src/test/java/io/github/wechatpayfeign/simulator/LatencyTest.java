package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers arrive without the delay of a TCP acknowledgement. */
class LatencyTest extends SimulatorTest {
  private static final int CALLS = 500;
  private static final Duration STALL = Duration.ofMillis(20);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void answersWithoutBodyDoNotStall() throws Exception {
    assertThat(median(204)).isLessThan(STALL);
  }

  @Test
  void answersWithBodyDoNotStall() throws Exception {
    simulator.createOrder("ORDER-0001");
    simulator.pay("ORDER-0001");

    assertThat(median(400)).isLessThan(STALL);
  }

  private Duration median(int status) throws IOException, InterruptedException {
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      HttpRequest request = request();
      long start = System.nanoTime();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      times.add(Duration.ofNanos(System.nanoTime() - start));
      assertThat(answer.statusCode()).isEqualTo(status);
    }
    Collections.sort(times);
    return times.get(CALLS / 2);
  }

  private HttpRequest request() {
    RawCall call = call("ORDER-0001");
    return HttpRequest.newBuilder(URI.create(simulator.baseUrl() + call.target))
        .header("Accept", "application/json")
        .header("Content-Type", "application/json")
        .header("Authorization", call.authorizationHeader())
        .POST(HttpRequest.BodyPublishers.ofByteArray(call.body))
        .build();
  }
}
