package io.github.wechatpayfeign.integrationtests.fuzz;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random bytes for every parser cause no exception outside the hierarchy. Each target takes 2 s, or
 * {@code -Dfuzz.seconds}; {@code -Dfuzz.seconds=0} skips the targets.
 */
class FuzzTest {

  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 2);

  /** A fuzzer uses one processor, so two at the same time halve the waiting time of the build. */
  private static final ExecutorService TWO_AT_A_TIME = Executors.newFixedThreadPool(2);

  private static final Map<Class<?>, Future<Fuzzer.Report>> RUNS = new ConcurrentHashMap<>();

  @BeforeAll
  static void start() {
    if (SECONDS <= 0) {
      skip("-Dfuzz.seconds=" + SECONDS);
    }
    if (!Fuzzer.runsHere()) {
      skip("Jazzer has no native part for " + Fuzzer.system());
    }
    run(FuzzedErrorAnswers.class, FuzzedErrorAnswers.seeds());
    run(FuzzedGatewayAnswers.class, FuzzedGatewayAnswers.seeds());
    run(FuzzedWire.class, FuzzedWire.seeds());
    run(FuzzedPemTexts.class, FuzzedPemTexts.seeds());
    run(FuzzedCallerTexts.class, FuzzedCallerTexts.seeds());
  }

  @AfterAll
  static void stop() {
    TWO_AT_A_TIME.shutdownNow();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void throwsNothingOutsideTheHierarchy(Class<?> target) throws Throwable {
    Future<Fuzzer.Report> run = Objects.requireNonNull(RUNS.get(target));
    try {
      System.out.println("Fuzzed " + target.getSimpleName() + ": " + run.get());
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  static List<Arguments> targets() {
    return List.of(
        argumentSet("error answers", FuzzedErrorAnswers.class),
        argumentSet("gateway answers", FuzzedGatewayAnswers.class),
        argumentSet("the wire", FuzzedWire.class),
        argumentSet("PEM texts", FuzzedPemTexts.class),
        argumentSet("caller texts", FuzzedCallerTexts.class));
  }

  private static void run(Class<?> target, List<byte[]> seeds) {
    RUNS.put(target, TWO_AT_A_TIME.submit(() -> Fuzzer.run(target, seeds, SECONDS)));
  }

  private static void skip(String reason) {
    System.out.println("NOT FUZZED: " + reason);
    Assumptions.abort("Not fuzzed: " + reason);
  }
}
