package io.github.wechatpayfeign.errors;

import java.util.Locale;

/** What to do next after a failed call. */
public enum NextStep {

  /** The request itself is wrong: sending it again unchanged cannot succeed. */
  FIX_REQUEST("fix the request", "修正请求"),

  /** The merchant's keys, serial, permissions or clock are wrong. */
  FIX_CREDENTIALS_OR_CLOCK("fix the credentials or the clock", "修正密钥、证书、权限或时钟"),

  /** The same request may succeed later, with the same parameters and a new signature. */
  RETRY_LATER("retry the same request later", "稍后用相同参数重试"),

  /** Only a signed query shows the state of the order. */
  QUERY_ORDER("query the order", "查单");

  private final String english;
  private final String chinese;

  NextStep(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  /**
   * Returns the step as a phrase for people, such as {@code "query the order"}: in Chinese if the
   * language of this JVM's display locale is Chinese, otherwise in English. Messages of exceptions
   * have it in English in every locale.
   */
  public String advice() {
    return advice(Locale.getDefault(Locale.Category.DISPLAY));
  }

  /** Returns the step as a phrase in Chinese if that is the locale's language, or in English. */
  public String advice(Locale locale) {
    return locale.getLanguage().equals("zh") ? chinese : english;
  }
}
