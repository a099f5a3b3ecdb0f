package io.github.wechatpayfeign.integrationtests.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.integrationtests.support.StallMeter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The client keeps its promises even if a part from the user or a library throws, blocks, returns
 * null, returns late or changes something:
 *
 * <ol>
 *   <li>REJECTED means that, at each attempt, nothing of the request left this process or the
 *       gateway refused it.
 *   <li>A success is the gateway's own answer to this request.
 *   <li>The signed bytes are the sent bytes.
 *   <li>A call ends by its deadline.
 *   <li>A call throws only {@code WechatPayException}, except for the few cases that {@link
 *       Part.Trait} names; those who follow a call are told about its end once.
 *   <li>The advice is to fix something only if there is evidence for it.
 * </ol>
 *
 * <p>A part that is found later is one more line in one of the lists. {@code -Dpromises.rounds=20}
 * makes the test longer, {@code -Dpromises.seed=...} repeats a run, and {@code
 * -Dpromises.parts=Dns} plays only the parts whose names contain this text.
 */
class PromisesTest {

  private static final int ROUNDS = Integer.getInteger("promises.rounds", 1);
  private static final long SEED = Long.getLong("promises.seed", System.nanoTime());
  private static final Pattern PARTS = Pattern.compile(System.getProperty("promises.parts", ""));
  private static final int AT_ONCE = 12;
  private static final Logger LISTENERS = Logger.getLogger(CallListener.class.getName());

  private static final Map<Part, List<Future<List<String>>>> TRIALS = new LinkedHashMap<>();
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(AT_ONCE);
  private static final StallMeter MACHINE = new StallMeter();

  static Stream<Part> parts() {
    return Stream.of(
            SigningParts.ALL,
            ObservingParts.ALL,
            InterceptorParts.ALL,
            HttpParts.ALL,
            SocketParts.ALL,
            ThreadParts.ALL,
            FeignParts.ALL)
        .flatMap(List::stream)
        .filter(part -> PARTS.matcher(part.name()).find());
  }

  /** Trials mostly wait, so those of all parts run together. */
  @BeforeAll
  static void begin() {
    System.out.println("promises.seed=" + SEED + " promises.rounds=" + ROUNDS);
    LISTENERS.setLevel(Level.OFF);
    parts().forEach(part -> TRIALS.put(part, trials(part)));
  }

  private static List<Future<List<String>>> trials(Part part) {
    List<Future<List<String>>> trials = new ArrayList<>();
    for (How how : part.hows()) {
      for (Kind kind : Kind.values()) {
        for (int round = 0; round < ROUNDS; round++) {
          trials.add(THREADS.submit(new Trial(part, how, kind, round, SEED, MACHINE)::run));
        }
      }
    }
    return trials;
  }

  @AfterAll
  static void end() {
    THREADS.shutdownNow();
    MACHINE.close();
    LISTENERS.setLevel(null);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("parts")
  void keepsItsPromisesWhateverMisbehaves(Part part) throws Exception {
    List<String> broken = new ArrayList<>();
    for (Future<List<String>> trial : TRIALS.getOrDefault(part, List.of())) {
      broken.addAll(trial.get(5, TimeUnit.MINUTES));
    }
    assertThat(broken).as("promises.seed=" + SEED + ": " + part).isEmpty();
  }
}
