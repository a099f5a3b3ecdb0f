package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.expiry.OrderExpiry;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the workers when all beans are there, and stops them before any other bean stops: an order
 * that is under way still finds the pool of connections, and the beans that its handler needs.
 */
final class ExpiryWorkers implements SmartLifecycle {

  private final OrderExpiry expiry;
  private final ExpirySchema schema;
  private volatile boolean running;

  ExpiryWorkers(OrderExpiry expiry, ExpirySchema schema) {
    this.expiry = expiry;
    this.schema = schema;
  }

  @Override
  public void start() {
    schema.require();
    expiry.start();
    running = true;
  }

  /** Waits for the orders that are under way. */
  @Override
  public void stop() {
    expiry.close();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
