package io.github.wechatpayfeign.errors;

/** 403 USER_ACCOUNT_ABNORMAL: a refund was refused, because the user's account is abnormal. */
public final class UserAccountAbnormalException extends ClientErrorException {

  private static final long serialVersionUID = 1L;

  UserAccountAbnormalException(ErrorAnswer answer) {
    super(answer);
  }
}
