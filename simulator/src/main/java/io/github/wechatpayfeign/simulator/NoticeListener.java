package io.github.wechatpayfeign.simulator;

/**
 * Hears of each event that merchants are told about, within the lock of the order or refund: it
 * must return at once.
 */
@FunctionalInterface
interface NoticeListener {
  void happened(NoticeDraft draft);
}
