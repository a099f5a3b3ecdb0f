package io.github.wechatpayfeign.springtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** What is written to the log when an application does not start. */
final class StartFailures {

  private StartFailures() {}

  static FailureAnalysis analysis(ApplicationContextRunner application) {
    AtomicReference<@Nullable FailureAnalysis> found = new AtomicReference<>();
    application.run(
        context -> {
          assertThat(context).hasFailed();
          found.set(analyzer().analyze(Objects.requireNonNull(context.getStartupFailure())));
        });
    return Objects.requireNonNull(found.get(), "no analysis");
  }

  /** Returns the analyzer of the starter; others of Spring Boot need more than a class to begin. */
  private static FailureAnalyzer analyzer() {
    return SpringFactoriesLoader.forDefaultResourceLocation()
        .load(FailureAnalyzer.class, (type, implementation, failure) -> {})
        .stream()
        .filter(each -> each.getClass().getName().startsWith("io.github.wechatpayfeign"))
        .findFirst()
        .orElseThrow();
  }
}
