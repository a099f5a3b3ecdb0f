package io.github.wechatpayfeign.simulator.fault;

/** A fault that lets its request pass: {@link Fault#none}. */
public record NoFault() implements Fault {
  @Override
  public Moment moment() {
    return Moment.BEFORE_APPLYING;
  }
}
