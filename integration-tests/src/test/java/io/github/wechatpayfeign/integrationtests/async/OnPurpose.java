package io.github.wechatpayfeign.integrationtests.async;

import java.util.stream.Stream;

/** What code of a user may throw. */
final class OnPurpose {

  private OnPurpose() {}

  static Stream<Throwable> throwables() {
    return Stream.of(
        new IllegalStateException("on purpose"),
        new StackOverflowError("on purpose"),
        new NoClassDefFoundError("on purpose"));
  }

  @SuppressWarnings("unchecked")
  static <T extends Throwable> void sneakyThrow(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
