package io.github.wechatpayfeign.spring;

import java.util.List;

/** No transaction manager manages the data source in which the timers of orders are kept. */
final class WrongTransactionManagerException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final transient Phrase problem;

  /**
   * Creates an exception.
   *
   * @param managers the name of each transaction manager, and why it is the wrong one
   */
  WrongTransactionManagerException(List<String> managers) {
    this(
        managers.isEmpty()
            ? Phrase.of(
                "No PlatformTransactionManager manages the DataSource of the timers of orders: there"
                    + " is none")
            : Phrase.of(
                "No PlatformTransactionManager manages the DataSource of the timers of orders: {0}",
                String.join("; ", managers)));
  }

  private WrongTransactionManagerException(Phrase problem) {
    super(problem.toString());
    this.problem = problem;
  }

  Phrase problem() {
    return problem;
  }
}
