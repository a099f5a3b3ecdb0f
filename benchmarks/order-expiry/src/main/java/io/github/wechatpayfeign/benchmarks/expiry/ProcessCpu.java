package io.github.wechatpayfeign.benchmarks.expiry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The CPU time of processes, as Linux counts it: user and system, in steps of 10 ms. */
final class ProcessCpu {

  private static final long MILLIS_PER_TICK = 10;

  // The fields after the name in parentheses, as proc(5) numbers them, without the first two.
  private static final int USER = 14 - 3;
  private static final int SYSTEM = 15 - 3;
  private static final int USER_OF_ENDED_CHILDREN = 16 - 3;
  private static final int SYSTEM_OF_ENDED_CHILDREN = 17 - 3;

  private ProcessCpu() {}

  /** Returns the CPU time of one process, in milliseconds; 0 if it has ended. */
  static long millis(long pid) {
    String[] fields = fields(pid);
    return MILLIS_PER_TICK * (ticks(fields, USER) + ticks(fields, SYSTEM));
  }

  /** Returns the CPU time of a process and of all its children, those that ended among them. */
  static long millisWithChildren(long pid) {
    String[] fields = fields(pid);
    long ended = ticks(fields, USER_OF_ENDED_CHILDREN) + ticks(fields, SYSTEM_OF_ENDED_CHILDREN);
    long children =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::children)
            .mapToLong(child -> millis(child.pid()))
            .sum();
    return millis(pid) + children + MILLIS_PER_TICK * ended;
  }

  private static long ticks(String[] fields, int index) {
    return index < fields.length ? Long.parseLong(fields[index]) : 0;
  }

  private static String[] fields(long pid) {
    Path file = Path.of("/proc", Long.toString(pid), "stat");
    try {
      String stat = Files.readString(file);
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    } catch (IOException e) {
      if (Files.exists(file.getParent())) {
        throw new UncheckedIOException(e);
      }
      return new String[0];
    }
  }
}
