package io.github.wechatpayfeign.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.wechatpayfeign.cli.CliRun;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What one run of the doctor found. */
record DoctorRun(int exitCode, List<JsonNode> findings) {

  static DoctorRun of(Map<String, String> environment, String... options) {
    return at(Clock.systemUTC(), environment, options);
  }

  /** Runs the doctor on a machine whose clock is wrong. */
  static DoctorRun at(Clock clock, Map<String, String> environment, String... options) {
    List<String> arguments = new ArrayList<>(List.of("doctor", "--json"));
    arguments.addAll(Arrays.asList(options));
    CliRun run =
        CliRun.in(
            new ProcessContext(
                InputStream.nullInputStream(), environment, () -> false, prompt -> null, clock),
            arguments.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    return new DoctorRun(run.exitCode(), run.objects());
  }

  /** Returns the checks that ended so. */
  List<String> checks(String status) {
    return findings.stream()
        .filter(finding -> finding.path("status").asText().equals(status))
        .map(finding -> finding.path("check").asText())
        .toList();
  }

  JsonNode finding(String check) {
    return findings.stream()
        .filter(finding -> finding.path("check").asText().equals(check))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No " + check + " in " + findings));
  }

  /** Asserts that nothing failed but this one check, with this message and a fix. */
  void assertOnlyFailure(String check, String message) {
    assertThat(checks("failure")).as("%s", findings).containsExactly(check);
    assertThat(finding(check).path("message").asText()).contains(message);
    assertThat(finding(check).path("fix").asText()).isNotBlank();
    assertThat(exitCode).isEqualTo(1);
  }
}
