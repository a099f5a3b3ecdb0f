package io.github.wechatpayfeign.orderexpirytests.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a process have a wrong clock, by libfaketime. The property {@code faketime.library} names
 * its file if it is not in a usual place.
 */
public final class WrongClock {

  private static final List<String> USUAL =
      List.of(
          "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
          "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
          "/usr/lib64/faketime/libfaketimeMT.so.1",
          "/usr/lib/faketime/libfaketimeMT.so.1");

  private WrongClock() {}

  private static Optional<String> library() {
    String named = System.getProperty("faketime.library");
    return (named == null ? USUAL : List.of(named))
        .stream().filter(file -> Files.exists(Path.of(file))).findFirst();
  }

  /** Returns whether libfaketime is installed. */
  public static boolean isAvailable() {
    return library().isPresent();
  }

  /**
   * Returns the variables of a process whose clock is wrong; its monotonic clock stays right.
   *
   * @param offset such as +10m
   */
  public static Map<String, String> environment(String offset) {
    return Map.of(
        "LD_PRELOAD",
        library().orElseThrow(),
        "FAKETIME",
        offset,
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        // Otherwise a JVM, whose waits are by the monotonic clock, waits for some other time.
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0");
  }
}
