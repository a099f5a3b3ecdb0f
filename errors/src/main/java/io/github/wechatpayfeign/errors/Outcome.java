package io.github.wechatpayfeign.errors;

/** What a failed call says about the order at WeChat Pay. */
public enum Outcome {

  /** The call changed nothing: it was refused, or no byte of it was sent. */
  REJECTED,

  /** The call may or may not have taken effect: query the order before you act on it. */
  UNKNOWN
}
