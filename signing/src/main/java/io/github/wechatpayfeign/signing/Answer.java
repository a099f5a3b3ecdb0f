package io.github.wechatpayfeign.signing;

import feign.Response;
import io.github.wechatpayfeign.errors.WechatPayException;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended: with a success, with an error answer that Feign's error decoder is to
 * decode, or with an exception of the client itself.
 */
record Answer(@Nullable Response response, @Nullable WechatPayException failure) {

  static Answer success(Response response) {
    return new Answer(response, null);
  }

  static Answer error(Response response, WechatPayException decoded) {
    return new Answer(response, decoded);
  }

  static Answer failure(WechatPayException failure) {
    return new Answer(null, failure);
  }

  /** Returns what Feign goes on with, or throws. */
  Response deliver() {
    if (response != null) {
      return response;
    }
    if (failure != null) {
      throw failure;
    }
    throw new IllegalStateException("An answer is a response or a failure");
  }
}
