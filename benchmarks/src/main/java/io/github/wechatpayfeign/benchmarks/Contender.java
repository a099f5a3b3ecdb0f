package io.github.wechatpayfeign.benchmarks;

/** Closes an order, or does a part of that. Many threads may call it at a time. */
@FunctionalInterface
public interface Contender {

  /** Closes an order, and throws unless the answer was verified. */
  void call() throws Exception;

  /** Makes a contender from the keys and the address that all contenders share. */
  @FunctionalInterface
  interface Factory {
    /** Returns a contender that is ready for its first call. */
    Contender create(Setup setup) throws Exception;
  }
}
