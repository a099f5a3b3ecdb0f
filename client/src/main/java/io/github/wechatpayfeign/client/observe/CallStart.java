package io.github.wechatpayfeign.client.observe;

import java.util.Objects;

/**
 * The facts of a call that begins. They contain no order number, so each of them has few different
 * values and is suitable as a label of a metric. Immutable.
 */
public final class CallStart {

  private final String operation;
  private final String method;
  private final String pathTemplate;
  private final String mchid;

  private CallStart(String operation, String method, String pathTemplate, String mchid) {
    this.operation = Objects.requireNonNull(operation, "operation");
    this.method = Objects.requireNonNull(method, "method");
    this.pathTemplate = Objects.requireNonNull(pathTemplate, "pathTemplate");
    this.mchid = Objects.requireNonNull(mchid, "mchid");
  }

  /**
   * Returns the facts of a call. The client makes them; a test of a listener may make some too.
   *
   * @param operation the method of the Feign interface, or {@code "unknown"}
   * @param method the HTTP method
   * @param pathTemplate the path with names instead of values; empty if it is not known
   * @param mchid the merchant that signs
   */
  public static CallStart of(String operation, String method, String pathTemplate, String mchid) {
    return new CallStart(operation, method, pathTemplate, mchid);
  }

  /**
   * Returns the method of the Feign interface, such as {@code "TransactionsApi#close"}, or {@code
   * "unknown"} for a request that Feign did not make. A method {@code closeWithResponse}, which
   * also returns the headers, is the same operation as {@code close}.
   */
  public String operation() {
    return operation;
  }

  /** Returns the HTTP method, such as {@code "POST"}. */
  public String method() {
    return method;
  }

  /**
   * Returns the path with names instead of values, such as {@code
   * "/v3/pay/transactions/out-trade-no/{out_trade_no}/close"}; empty if it is not known.
   */
  public String pathTemplate() {
    return pathTemplate;
  }

  /** Returns the merchant that signs. */
  public String mchid() {
    return mchid;
  }

  @Override
  public String toString() {
    return "CallStart[" + operation + ", " + method + ' ' + pathTemplate + ", " + mchid + ']';
  }
}
