package io.github.wechatpayfeign.queues;

import com.xxl.job.core.context.XxlJobHelper;
import com.xxl.job.core.handler.annotation.XxlJob;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Orders that expire by way of a job of XXL-JOB that looks for them, such as every minute. */
final class XxlJobRecipe {

  private static final int BATCH = 500;
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final OrderTable orders;
  private final ExpiredOrderCloser expired;

  XxlJobRecipe(OrderTable orders, ExpiredOrderCloser expired) {
    this.orders = orders;
    this.expired = expired;
  }

  @XxlJob("closeExpiredOrders")
  public void closeExpiredOrders() throws SQLException {
    for (String no : orders.due(BATCH)) {
      if (Thread.currentThread().isInterrupted()) {
        XxlJobHelper.handleFail("Stopped before " + no);
        return;
      }
      if (orders.claim(no, LEASE)) {
        Optional<Duration> again = expired.close(no);
        if (again.isPresent()) {
          orders.tryAgain(no, again.get());
        }
      }
    }
  }
}
