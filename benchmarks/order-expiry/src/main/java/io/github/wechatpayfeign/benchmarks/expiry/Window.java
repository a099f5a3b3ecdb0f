package io.github.wechatpayfeign.benchmarks.expiry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a fleet did in some seconds.
 *
 * @param orders how many orders were settled
 * @param nanos how long it took
 * @param databaseCpu the CPU time of all processes of the database, in milliseconds
 * @param jvmCpu the CPU time of all JVMs of the fleet, in milliseconds
 */
record Window(long orders, long nanos, long databaseCpu, long jvmCpu) {

  /** What was counted until a moment. */
  static Window now(Server server, List<Child> fleet) {
    long settled = fleet.stream().mapToLong(child -> child.count("settled")).sum();
    long jvmCpu = fleet.stream().mapToLong(Child::cpuMillis).sum();
    return new Window(settled, System.nanoTime(), server.cpuMillis(), jvmCpu);
  }

  Window since(Window earlier) {
    return new Window(
        orders - earlier.orders,
        nanos - earlier.nanos,
        databaseCpu - earlier.databaseCpu,
        jvmCpu - earlier.jvmCpu);
  }

  double seconds() {
    return nanos / 1e9;
  }

  double perSecond() {
    return orders / seconds();
  }

  double perCpuSecond() {
    return orders * 1000.0 / (databaseCpu + jvmCpu);
  }

  double cpu() {
    return 1.0 * (databaseCpu + jvmCpu) / orders;
  }

  double databaseCpuEach() {
    return 1.0 * databaseCpu / orders;
  }

  double jvmCpuEach() {
    return 1.0 * jvmCpu / orders;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Returns the median of values, with the smallest and the largest one. */
  static String medianAndSpread(String format, double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        format + " (" + format + "-" + format + ")",
        median(values),
        sorted[0],
        sorted[sorted.length - 1]);
  }
}
