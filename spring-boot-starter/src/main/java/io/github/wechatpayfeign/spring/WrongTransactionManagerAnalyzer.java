package io.github.wechatpayfeign.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Makes Spring Boot print, after a failed start, which transaction manager is the wrong one. */
final class WrongTransactionManagerAnalyzer
    extends AbstractFailureAnalyzer<WrongTransactionManagerException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, WrongTransactionManagerException cause) {
    return new FailureAnalysis(
        Phrase.of(
                "Expired orders cannot be settled in the transactions of the application:\n\n    {0}.",
                cause.problem())
            .forPeople(),
        Phrase.of(
                "Declare a transaction manager for this DataSource (JdbcTransactionManager, or"
                    + " JpaTransactionManager on an EntityManagerFactory that uses it), mark the DataSource"
                    + " of the orders with @Primary if there are several, or set"
                    + " wechatpay.order-expiry.enabled to false.")
            .forPeople(),
        cause);
  }
}
