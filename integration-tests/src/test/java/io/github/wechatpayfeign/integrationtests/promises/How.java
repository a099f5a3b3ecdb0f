package io.github.wechatpayfeign.integrationtests.promises;

import java.io.IOException;
import java.io.Serial;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;

/** How a part misbehaves. */
enum How {
  THROWS {
    @Override
    <T> T act(Misbehaviour part, Callable<T> normally) {
      throw new OnPurpose();
    }
  },

  THROWS_AN_ERROR {
    @Override
    <T> T act(Misbehaviour part, Callable<T> normally) {
      throw new NoClassDefFoundError("on purpose");
    }
  },

  THROWS_AN_IO_EXCEPTION {
    @Override
    <T> T act(Misbehaviour part, Callable<T> normally) throws IOException {
      throw new IOException("on purpose");
    }
  },

  /** Throws a checked exception without declaring it, as Kotlin allows. */
  THROWS_WHAT_IT_DOES_NOT_DECLARE {
    @Override
    <T> T act(Misbehaviour part, Callable<T> normally) throws Exception {
      throw new Undeclared();
    }
  },

  RETURNS_NULL {
    @SuppressWarnings("NullAway") // On purpose.
    @Override
    <T> T act(Misbehaviour part, Callable<T> normally) {
      return null;
    }
  },

  /** Returns when the test allows it, long after the deadline. */
  BLOCKS {
    @Override
    <T> T act(Misbehaviour part, Callable<T> normally) throws Exception {
      part.awaitRelease();
      return normally.call();
    }
  },

  /** Returns shortly before or after the deadline, as it is drawn. */
  RETURNS_LATE {
    @Override
    <T> T act(Misbehaviour part, Callable<T> normally) throws Exception {
      part.awaitAboutTheDeadline();
      return normally.call();
    }
  },

  /** Does something special, which its line in the list describes. */
  CHANGES_SOMETHING {
    @Override
    <T> T act(Misbehaviour part, Callable<T> normally) throws Exception {
      return normally.call();
    }
  };

  static final Set<How> THROWING =
      EnumSet.of(THROWS, THROWS_AN_ERROR, THROWS_WHAT_IT_DOES_NOT_DECLARE);
  static final Set<How> BLOCKING = EnumSet.of(BLOCKS, RETURNS_LATE);
  static final Set<How> ANY = EnumSet.range(THROWS, RETURNS_LATE);
  static final Set<How> ANY_BUT_NULL = without(RETURNS_NULL);

  private static Set<How> without(How how) {
    EnumSet<How> others = EnumSet.copyOf(ANY);
    others.remove(how);
    return others;
  }

  abstract <T> T act(Misbehaviour part, Callable<T> normally) throws Exception;

  /** What a part throws, so that a test knows it. */
  static final class OnPurpose extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    OnPurpose() {
      super("on purpose");
    }
  }

  static final class Undeclared extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    Undeclared() {
      super("on purpose, and not declared");
    }
  }
}
