package io.github.wechatpayfeign.errors;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks through the causes of an exception. */
final class Causes {

  /** No library nests deeper. The limit also ends a chain of causes that is a circle. */
  private static final int MAX_DEPTH = 32;

  private Causes() {}

  /** Returns the exception, its cause, the cause of its cause, and so on. */
  static List<Throwable> of(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    for (@Nullable Throwable cause = failure;
        cause != null && chain.size() < MAX_DEPTH;
        cause = cause.getCause()) {
      chain.add(cause);
    }
    return chain;
  }
}
