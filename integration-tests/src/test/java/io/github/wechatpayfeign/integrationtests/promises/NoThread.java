package io.github.wechatpayfeign.integrationtests.promises;

/**
 * Lets the construction of a thread fail as it does on a machine that has no more of them, for
 * those who ask on a thread that was chosen, and on the threads that it began before.
 */
final class NoThread {

  private static final InheritableThreadLocal<Boolean> CHOSEN =
      new InheritableThreadLocal<>() {
        @Override
        protected Boolean childValue(Boolean chosen) {
          if (chosen) {
            throw new OutOfMemoryError("unable to create native thread: on purpose");
          }
          return chosen;
        }
      };

  private NoThread() {}

  static void onThisThread(boolean chosen) {
    if (chosen) {
      CHOSEN.set(true);
    } else {
      CHOSEN.remove();
    }
  }
}
