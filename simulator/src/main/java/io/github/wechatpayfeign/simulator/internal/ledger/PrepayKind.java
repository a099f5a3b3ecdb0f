package io.github.wechatpayfeign.simulator.internal.ledger;

/** The four ways to place an order that a user then pays. */
public enum PrepayKind {
  JSAPI("jsapi", "JSAPI"),
  APP("app", "APP"),
  H5("h5", "MWEB"),
  NATIVE("native", "NATIVE");

  private final String path;
  private final String tradeType;

  PrepayKind(String path, String tradeType) {
    this.path = path;
    this.tradeType = tradeType;
  }

  /** Returns the last segment of the path. */
  public String path() {
    return path;
  }

  /** Returns the {@code trade_type} of the paid order. */
  public String tradeType() {
    return tradeType;
  }
}
