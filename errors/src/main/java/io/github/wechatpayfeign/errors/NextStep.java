package io.github.wechatpayfeign.errors;

/** What to do next after a failed call. */
public enum NextStep {

  /** The request itself is wrong: sending it again unchanged cannot succeed. */
  FIX_REQUEST("fix the request"),

  /** The merchant's keys, serial, permissions or clock are wrong. */
  FIX_CREDENTIALS_OR_CLOCK("fix the credentials or the clock"),

  /** The same request may succeed later, with the same parameters and a new signature. */
  RETRY_LATER("retry the same request later"),

  /** Only a signed query shows the state of the order. */
  QUERY_ORDER("query the order");

  private final String advice;

  NextStep(String advice) {
    this.advice = advice;
  }

  /** Returns the step as a phrase for a message, such as {@code "query the order"}. */
  public String advice() {
    return advice;
  }
}
