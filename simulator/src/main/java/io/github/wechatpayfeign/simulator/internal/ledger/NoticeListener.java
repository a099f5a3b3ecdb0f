package io.github.wechatpayfeign.simulator.internal.ledger;

/**
 * Hears of each event that merchants are told about, within the lock of the order or refund: it
 * must return at once.
 */
@FunctionalInterface
public interface NoticeListener {
  void happened(NoticeDraft draft);
}
