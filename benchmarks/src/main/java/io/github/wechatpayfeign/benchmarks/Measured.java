package io.github.wechatpayfeign.benchmarks;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

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
 * @param requests how many requests the stub got in that time and shortly before
 */
record Measured(
    long calls, long nanos, long cpu, long bytes, long p50, long p99, long failed, long requests) {

  static Measured parse(String line) {
    Map<String, Long> values = values(line);
    return new Measured(
        values.get("calls"),
        values.get("nanos"),
        values.get("cpu"),
        values.get("bytes"),
        values.get("p50"),
        values.get("p99"),
        values.get("failed"),
        values.getOrDefault("requests", 0L));
  }

  Measured withRequests(long counted) {
    return new Measured(calls, nanos, cpu, bytes, p50, p99, failed, counted);
  }

  /** Returns the values as {@link #parse} reads them. */
  String line() {
    return "calls=%d nanos=%d cpu=%d bytes=%d p50=%d p99=%d failed=%d requests=%d"
        .formatted(calls, nanos, cpu, bytes, p50, p99, failed, requests);
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

  /** Returns how many requests a call took; a few calls before the clock starts are counted too. */
  double requestsOfACall() {
    return (double) requests / (calls + Driver.UNTIMED);
  }

  /** Returns the CPU of one contender as a multiple of another's, for each round. */
  static double[] ratios(List<Measured> one, List<Measured> other) {
    return IntStream.range(0, one.size())
        .mapToDouble(round -> one.get(round).cpuMicros() / other.get(round).cpuMicros())
        .toArray();
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
