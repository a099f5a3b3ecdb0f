package io.github.wechatpayfeign.spring;

import java.util.List;

/** No transaction manager manages the data source in which the timers of orders are kept. */
final class WrongTransactionManagerException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param managers the name of each transaction manager, and why it is the wrong one
   */
  WrongTransactionManagerException(List<String> managers) {
    super(
        "No PlatformTransactionManager manages the DataSource of the timers of orders: "
            + (managers.isEmpty() ? "there is none" : String.join("; ", managers)));
  }
}
