package io.github.wechatpayfeign.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The process of one contender. It reads one command a line from its input, and prints one line for
 * each: {@code once}, {@code provider}, {@code run MILLIS THREADS}, {@code virtual MILLIS THREADS},
 * {@code calls COUNT} or {@code heap}.
 */
public final class Driver {

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The number of calls before the clock starts, so that each thread has its connection. */
  static final int UNTIMED = 3;

  private final Setup setup;
  private final Contender contender;

  private Driver(Setup setup, Contender contender) {
    this.setup = setup;
    this.contender = contender;
  }

  private record Part(long[] nanos, long bytes, int failed) {}

  /**
   * Runs a contender.
   *
   * @param contenders all contenders, by name
   * @param arguments the name, the folder with the keys, the port of the stub, and the scheme
   */
  public static void run(Map<String, Contender.Factory> contenders, String... arguments)
      throws Exception {
    Setup setup = new Setup(Path.of(arguments[1]), Integer.parseInt(arguments[2]), arguments[3]);
    install(System.getProperty("install", ""));
    Contender.Factory factory = contenders.get(arguments[0]);
    if (factory == null) {
      throw new IllegalArgumentException("There is no contender " + arguments[0]);
    }
    Driver driver = new Driver(setup, factory.create(setup));
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(driver.obey(line.split(" ", -1)));
    }
    System.exit(0);
  }

  /** Puts a provider before all others of the JVM. By name, because not every process has it. */
  private static void install(String provider) throws Exception {
    switch (provider) {
      case "amazon" ->
          Class.forName("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider")
              .getMethod("install")
              .invoke(null);
      case "conscrypt" ->
          Security.insertProviderAt(
              (Provider)
                  Class.forName("org.conscrypt.Conscrypt").getMethod("newProvider").invoke(null),
              1);
      default -> {
        // The JVM stays as it is.
      }
    }
  }

  private String obey(String[] words) throws Exception {
    return switch (words[0]) {
      case "once" -> once();
      case "provider" -> contender.provider(setup);
      case "run" -> measure(Long.parseLong(words[1]), Integer.parseInt(words[2]));
      case "virtual" ->
          measure(Long.parseLong(words[1]), Integer.parseInt(words[2]), virtualThreads());
      case "calls" -> repeat(Integer.parseInt(words[1]));
      case "heap" -> "heap=" + heap();
      default -> throw new IOException("unknown: " + words[0]);
    };
  }

  private String once() throws Exception {
    contender.call();
    return "verified";
  }

  private String repeat(int count) throws Exception {
    long cpu = SYSTEM.getProcessCpuTime();
    for (int i = 0; i < count; i++) {
      contender.call();
    }
    return "calls=%d cpu=%d".formatted(count, SYSTEM.getProcessCpuTime() - cpu);
  }

  private String measure(long millis, int threads) throws Exception {
    if (threads == 1) {
      untimed();
      long cpu = SYSTEM.getProcessCpuTime();
      long start = System.nanoTime();
      Part part = part(millis);
      return result(List.of(part), start, cpu);
    }
    return measure(millis, threads, Executors.newFixedThreadPool(threads));
  }

  private static ExecutorService virtualThreads() throws ReflectiveOperationException {
    // Since Java 21.
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  private String measure(long millis, int threads, ExecutorService pool) throws Exception {
    try {
      all(pool, threads, this::untimed);
      long cpu = SYSTEM.getProcessCpuTime();
      long start = System.nanoTime();
      return result(all(pool, threads, () -> part(millis)), start, cpu);
    } finally {
      pool.shutdownNow();
    }
  }

  private Part untimed() throws Exception {
    int failed = 0;
    for (int i = 0; i < UNTIMED; i++) {
      failed += failure();
    }
    return new Part(new long[0], 0, failed);
  }

  /** Calls; returns 1 if the call failed, so that the result reports failed calls. */
  private int failure() throws Exception {
    try {
      contender.call();
      return 0;
    } catch (Exception e) {
      System.err.println(e);
      return 1;
    }
  }

  private static List<Part> all(ExecutorService pool, int threads, Callable<Part> task)
      throws Exception {
    List<Future<Part>> futures = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      futures.add(pool.submit(task));
    }
    List<Part> parts = new ArrayList<>();
    for (Future<Part> future : futures) {
      parts.add(future.get());
    }
    return parts;
  }

  private Part part(long millis) throws Exception {
    long[] nanos = new long[64 * 1024];
    int calls = 0;
    int failed = 0;
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long last = System.nanoTime();
    long end = last + millis * 1_000_000;
    while (last < end && calls < nanos.length) {
      failed += failure();
      long now = System.nanoTime();
      nanos[calls++] = now - last;
      last = now;
    }
    bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    return new Part(Arrays.copyOf(nanos, calls), bytes, failed);
  }

  private static String result(List<Part> parts, long start, long cpu) {
    long took = System.nanoTime() - start;
    long cpuTook = SYSTEM.getProcessCpuTime() - cpu;
    long[] nanos = parts.stream().flatMapToLong(part -> Arrays.stream(part.nanos())).toArray();
    long bytes = parts.stream().mapToLong(Part::bytes).sum();
    Arrays.sort(nanos);
    return "calls=%d nanos=%d cpu=%d bytes=%d p50=%d p99=%d failed=%d"
        .formatted(
            nanos.length,
            took,
            cpuTook,
            bytes,
            nanos[nanos.length / 2],
            nanos[nanos.length * 99 / 100],
            parts.stream().mapToInt(Part::failed).sum());
  }

  /** Returns the used heap in bytes: the lowest value after several garbage collections. */
  private static long heap() {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }
}
