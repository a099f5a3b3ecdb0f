package io.github.wechatpayfeign.expiry;

import java.sql.SQLException;

/**
 * The database failed while a timer was written, settled or read. Let it leave the transaction:
 * then the order and its timer are rolled back together. The cause is the {@link SQLException}.
 */
public final class TimerStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TimerStoreException(String action, SQLException cause) {
    super("The database failed to " + action + ": " + cause.getMessage(), cause);
  }
}
