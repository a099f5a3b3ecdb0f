package io.github.wechatpayfeign.benchmarks;

/** Something that closes an order, or does a part of it. Its calls may come from many threads. */
@FunctionalInterface
public interface Contender {

  /** Closes an order, and throws unless the answer was verified. */
  void call() throws Exception;

  /** Makes a contender, from the keys and the address that all of them share. */
  @FunctionalInterface
  interface Factory {
    /** Returns a contender that is ready for its first call. */
    Contender create(Setup setup) throws Exception;
  }
}
