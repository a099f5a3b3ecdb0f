package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.expiry.ExpiredOrder;
import io.github.wechatpayfeign.expiry.ExpiryListener;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Tells several listeners what the workers do. One that fails keeps nothing from the others. */
record ExpiryListeners(List<ExpiryListener> all) implements ExpiryListener {

  private static final System.Logger LOGGER = System.getLogger(ExpiryListener.class.getName());

  private void each(Consumer<ExpiryListener> event) {
    for (ExpiryListener listener : all) {
      try {
        event.accept(listener);
      } catch (RuntimeException e) {
        LOGGER.log(Level.WARNING, "A listener to expired orders failed", e);
      }
    }
  }

  @Override
  public void settled(ExpiredOrder order, CloseDecision decision, Duration late) {
    each(listener -> listener.settled(order, decision, late));
  }

  @Override
  public void postponed(ExpiredOrder order, Reason reason) {
    each(listener -> listener.postponed(order, reason));
  }

  @Override
  public void parked(ExpiredOrder order, String reason) {
    each(listener -> listener.parked(order, reason));
  }

  @Override
  public void fenced(ExpiredOrder order) {
    each(listener -> listener.fenced(order));
  }

  @Override
  public void revived(String outTradeNo) {
    each(listener -> listener.revived(outTradeNo));
  }

  @Override
  public void waitedForPermits(Duration time) {
    each(listener -> listener.waitedForPermits(time));
  }
}
