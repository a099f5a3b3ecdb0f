package io.github.wechatpayfeign.integrationtests.promises;

/** The calls that a part misbehaves in. */
enum Kind {
  SYNCHRONOUS_CLOSE(false, true),
  SYNCHRONOUS_QUERY(false, false),
  ASYNCHRONOUS_CLOSE(true, true),
  ASYNCHRONOUS_QUERY(true, false);

  private final boolean asynchronous;
  private final boolean close;

  Kind(boolean asynchronous, boolean close) {
    this.asynchronous = asynchronous;
    this.close = close;
  }

  boolean isAsynchronous() {
    return asynchronous;
  }

  boolean isClose() {
    return close;
  }
}
