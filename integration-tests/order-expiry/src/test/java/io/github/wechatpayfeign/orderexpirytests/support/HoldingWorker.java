package io.github.wechatpayfeign.orderexpirytests.support;

import io.github.wechatpayfeign.expiry.ExpiredOrder;
import io.github.wechatpayfeign.expiry.ExpiryListener;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import java.time.Duration;
import java.time.Instant;

/**
 * A worker process without a gateway: it holds each order but FREE-1 until that one is settled. The
 * arguments are the URL, the user and the password of the shop's database.
 */
public final class HoldingWorker {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private HoldingWorker() {}

  /** Returns whether FREE-1 is settled. */
  public static boolean isSettled(Shop shop) {
    return shop.count("select count(*) from journal where no = 'FREE-1'") > 0;
  }

  public static void main(String[] arguments) throws InterruptedException {
    ParentWatch.start();
    System.out.println("clock " + Instant.now());
    Shop shop = new Shop(new FreshDatabase(arguments[0], arguments[1], arguments[2]));
    OrderExpiry expiry =
        shop.expiry()
            .policy(ShopWorker.policy())
            .threads(2)
            .pollInterval(Duration.ofMillis(50))
            .closer(
                order -> {
                  System.out.println("picked " + order.outTradeNo());
                  if (order.outTradeNo().equals("FREE-1")) {
                    System.out.println("closes FREE-1 at " + shop.now());
                  } else {
                    Await.until("FREE-1 is settled", LIMIT, () -> isSettled(shop));
                  }
                  return Decisions.closed(order.outTradeNo());
                })
            .listener(
                new ExpiryListener() {
                  @Override
                  public void fenced(ExpiredOrder order) {
                    System.out.println("fenced " + order.outTradeNo());
                  }

                  @Override
                  public void revived(String outTradeNo) {
                    System.out.println("revived " + outTradeNo);
                  }
                })
            .build();
    expiry.start();
    System.out.println("ready");
    Thread.currentThread().join();
  }
}
