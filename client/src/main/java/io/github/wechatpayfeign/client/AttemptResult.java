package io.github.wechatpayfeign.client;

import feign.Response;
import io.github.wechatpayfeign.errors.WechatPayException;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended: with a success, with an error answer that Feign's error decoder will
 * decode, or with an exception of the client itself.
 */
record AttemptResult(@Nullable Response response, @Nullable WechatPayException failure) {

  static AttemptResult success(Response response) {
    return new AttemptResult(response, null);
  }

  static AttemptResult error(Response response, WechatPayException decoded) {
    return new AttemptResult(response, decoded);
  }

  static AttemptResult failure(WechatPayException failure) {
    return new AttemptResult(null, failure);
  }

  /** Returns the HTTP status, or 0 if no answer came. */
  int status() {
    return response != null ? response.status() : failure == null ? 0 : failure.status();
  }

  /** Returns the {@code Request-ID} of the answer, or null if there is none. */
  @Nullable String requestId() {
    if (failure != null) {
      return failure.requestId();
    }
    return response == null ? null : WechatPayException.requestIdOf(response.headers());
  }

  /** Returns the failure of a result that has no response. */
  WechatPayException thrown() {
    if (failure == null) {
      throw new IllegalStateException("An attempt result must have a response or a failure");
    }
    return failure;
  }

  /** Returns the response that Feign decodes, or throws the failure. */
  Response deliver() {
    if (response != null) {
      return response;
    }
    throw thrown();
  }
}
