package io.github.wechatpayfeign.benchmarks;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The result of one round of a contender.
 *
 * @param calls how many calls were made
 * @param nanos how long the round took, in nanoseconds
 * @param cpu the CPU time of the whole process in that time, in nanoseconds
 * @param bytes how many bytes the calling threads allocated
 * @param p50 the median duration of a call, in nanoseconds
 * @param failed how many of the calls failed
 * @param p99 the duration that 99 % of the calls did not exceed, in nanoseconds
 */
record Measured(long calls, long nanos, long cpu, long bytes, long p50, long p99, long failed) {

  static Measured parse(String line) {
    Map<String, Long> values = values(line);
    return new Measured(
        values.get("calls"),
        values.get("nanos"),
        values.get("cpu"),
        values.get("bytes"),
        values.get("p50"),
        values.get("p99"),
        values.get("failed"));
  }

  static Map<String, Long> values(String line) {
    Map<String, Long> values = new HashMap<>();
    for (String pair : line.split(" ", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        values.put(parts[0], Long.parseLong(parts[1]));
      }
    }
    return values;
  }

  double callsPerSecond() {
    return calls * 1e9 / nanos;
  }

  double cpuMicros() {
    return cpu / 1e3 / calls;
  }

  double kilobytes() {
    return bytes / 1024.0 / calls;
  }

  double p50Micros() {
    return p50 / 1e3;
  }

  double p99Micros() {
    return p99 / 1e3;
  }

  static double median(List<Measured> rounds, ToDoubleFunction<Measured> value) {
    return median(rounds.stream().mapToDouble(value).toArray());
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
