package io.github.wechatpayfeign.cli.settings;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Decides which RSA signs the requests of a run: the JDK's, or native code, which signs faster and
 * takes a while to load. The first signature of the process fixes it, so it is decided before.
 */
public final class RunSignatures {

  /** From this number of orders on, loading native code costs less CPU than it saves. */
  static final int MIN_ORDERS_FOR_NATIVE = 50;

  /** The property by which the library is told who signs; a user may have set it. */
  static final String PROPERTY = "wechatpay.signature.provider";

  private RunSignatures() {}

  /**
   * The logger that warns if native code does not load, as with musl or without permission to
   * unpack it. A user of the command line did not ask for native code, and the JDK signs instead.
   * The field keeps the logger, which would otherwise forget its level. The first logger of a JVM
   * takes 60 ms, so only a run with native code makes one.
   */
  private static final class Search {
    static final Logger LOGGER = Logger.getLogger("io.github.wechatpayfeign.merchant.NativeRsa");
  }

  /**
   * Decides for a run, unless the user did.
   *
   * @param orders how many orders there are, or -1 if that is unknown, as with a pipe
   * @param simulated whether a simulator is started, which makes keys: the JDK needs up to a second
   *     for each
   */
  public static void decide(long orders, boolean simulated) {
    if (System.getProperty(PROPERTY) != null) {
      return;
    }
    if (simulated || paysBack(orders)) {
      Search.LOGGER.setLevel(Level.OFF);
    } else {
      System.setProperty(PROPERTY, "jvm");
    }
  }

  /** Returns whether native code is worth its start. An unknown number is likely a large one. */
  static boolean paysBack(long orders) {
    return orders < 0 || orders >= MIN_ORDERS_FOR_NATIVE;
  }
}
