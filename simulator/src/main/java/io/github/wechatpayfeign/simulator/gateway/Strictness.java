package io.github.wechatpayfeign.simulator.gateway;

/**
 * A rule that nothing shows the real gateway to have, so the simulator has it only on demand. It
 * finds mistakes that the real gateway may let pass. All are off by default. A refusal by one of
 * them names it in {@code detail.issue}.
 *
 * @see io.github.wechatpayfeign.simulator.WechatPaySimulatorBuilder#strict(Strictness...)
 */
public enum Strictness {
  /**
   * {@code Accept} is exactly {@code application/json}, with or without parameters. The pages of
   * the endpoints ask for this value, but the official Go SDK always sends <code>&#42;/*</code>,
   * and the official PHP SDK a list with {@code q} values. Only a missing header was seen to be
   * refused.
   */
  ACCEPT_JSON,
  /**
   * {@code Authorization} has one space after the scheme, no space elsewhere, no empty item, and no
   * other items than the five. The pages show this form; no report says that the gateway refuses
   * another one.
   */
  AUTHORIZATION_SYNTAX,
  /**
   * Certificate serials in {@code Authorization} and {@code Wechatpay-Serial} are in upper case and
   * have all 40 digits. The pages show them so; no report says that the gateway refuses lower case,
   * or a serial without the zero at its beginning, which SDKs drop that read it as a number.
   */
  UPPER_CASE_SERIAL,
  /**
   * A nonce is used once while its timestamp is valid. The pages ask for a random text; no report
   * says that the gateway remembers it.
   */
  SINGLE_USE_NONCE,
  /**
   * The number of an order or a refund in the path has the characters and the shortest length that
   * the pages of placing ask for, so a query or a close can find something. The page of the close
   * says only that it has at most 32 characters.
   */
  PATH_NUMBER_FORM,
  /**
   * The body of a close or a refund has only the members that its page lists. Of a prepay the
   * manual says that unknown members are refused, so there the rule is always on.
   */
  LISTED_MEMBERS,
  /**
   * A name occurs once in a JSON object and once in a query. Without this rule the last value
   * counts.
   */
  UNIQUE_NAMES,
  /**
   * {@code time_expire} has whole seconds, as in the pages. No page mentions a fraction, and no
   * report says that it is refused.
   */
  WHOLE_SECONDS
}
