package io.github.wechatpayfeign.errors;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks through the causes of an exception. */
final class Causes {

  /** No library nests deeper; causes that go round in a circle end here. */
  private static final int MAX_DEPTH = 32;

  private Causes() {}

  /** Returns an exception, its cause, the cause of that, and so on. */
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
