package io.github.wechatpayfeign.orderexpirytests.support;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.expiry.ExpiredOrder;
import io.github.wechatpayfeign.expiry.ExpiryListener;
import io.github.wechatpayfeign.expiry.ExpiryPolicy;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A process of the fleet: the arguments are the URL, the user and the password of the shop's
 * database, the file of the gateway and the limit of requests. It prints what is worth knowing, and
 * stops in good order when it is asked to end.
 */
public final class ShopWorker {

  /** Six of them without a sign end a lease. */
  public static final Duration HEARTBEAT = Duration.ofMillis(500);

  /** How long a call may take. */
  public static final Duration DEADLINE = Duration.ofSeconds(5);

  private ShopWorker() {}

  public static void main(String[] arguments) throws InterruptedException {
    ParentWatch.start();
    Shop shop = new Shop(new FreshDatabase(arguments[0], arguments[1], arguments[2]));
    WechatPay wechatPay = Gateway.read(Path.of(arguments[3])).client().deadline(DEADLINE).build();
    OrderExpiry expiry =
        shop.expiry()
            .wechatPay(wechatPay)
            .policy(policy())
            .requestsPerSecond(Integer.parseInt(arguments[4]))
            .threads(8)
            .pollInterval(Duration.ofMillis(100))
            .listener(new Printing())
            .build();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  expiry.close();
                  wechatPay.close();
                  System.out.println("stopped");
                }));
    expiry.start();
    System.out.println("ready");
    Thread.currentThread().join();
  }

  /** The policy of a fleet whose test has seconds instead of minutes. */
  public static ExpiryPolicy policy() {
    return ExpiryPolicy.standard()
        .withGrace(Duration.ZERO)
        .withDelays(Duration.ofMillis(200), Duration.ofSeconds(2))
        .withNotFoundDelay(Duration.ofSeconds(1))
        .withHeartbeat(HEARTBEAT);
  }

  /** Prints the events that a test counts. */
  private static final class Printing implements ExpiryListener {

    @Override
    public void settled(ExpiredOrder order, CloseDecision decision, Duration late) {
      System.out.println("settled " + order.outTradeNo());
    }

    @Override
    public void fenced(ExpiredOrder order) {
      System.out.println("fenced " + order.outTradeNo());
    }

    @Override
    public void revived(String outTradeNo) {
      System.out.println("revived " + outTradeNo);
    }

    @Override
    public void parked(ExpiredOrder order, String reason) {
      System.out.println("parked " + order.outTradeNo() + " " + reason);
    }
  }
}
