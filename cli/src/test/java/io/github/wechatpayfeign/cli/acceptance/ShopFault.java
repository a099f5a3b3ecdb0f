package io.github.wechatpayfeign.cli.acceptance;

/** What a shop does wrong. */
enum ShopFault {
  /** Answers 204 to notices that are not verified. */
  ACCEPTS_FORGED_NOTICES,
  /** Delivers for every notice that is verified, whatever its amount is. */
  IGNORES_THE_AMOUNT,
  /** Answers 500 to a notice of an order that is paid already. */
  REFUSES_REPEATED_NOTICES,
  NEVER_CLOSES,
  /** Closes once, without a query and without a repeat. */
  CLOSES_ONCE,
  /** Gives each application for a refund another number. */
  NEW_REFUND_NUMBERS,
  /** Applies for a refund once, whatever the answer is. */
  REFUNDS_ONCE
}
