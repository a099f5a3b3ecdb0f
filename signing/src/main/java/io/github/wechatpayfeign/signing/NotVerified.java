package io.github.wechatpayfeign.signing;

import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;

/** Says why an answer is not believed; the client adds the answer and the facts of the call. */
final class NotVerified extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String finding;

  NotVerified(Reason reason, String finding) {
    super(finding);
    this.reason = reason;
    this.finding = finding;
  }

  Reason reason() {
    return reason;
  }

  String finding() {
    return finding;
  }
}
