package io.github.wechatpayfeign.simulator;

/**
 * What was agreed when an order was placed.
 *
 * @param total the amount in fen
 */
record Terms(String appid, long total, String attach, String tradeType) {
  /** The app of all orders that are not placed through the API; an example of the official docs. */
  static final String APPID = "wxd678efh567hg6787";

  static Terms usual(long total) {
    return new Terms(APPID, total, "", "JSAPI");
  }
}
