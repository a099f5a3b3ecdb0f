package io.github.wechatpayfeign.integrationtests.promises;

/**
 * Makes the construction of threads fail, as on a machine that has no more of them. It does so only
 * on the chosen thread and on the threads that this thread started before.
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
