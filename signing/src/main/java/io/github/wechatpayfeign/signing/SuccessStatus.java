package io.github.wechatpayfeign.signing;

import feign.MethodMetadata;
import feign.Request;
import feign.TypedResponse;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;

/** Tells which 2xx is the success of a method. */
final class SuccessStatus {

  private static final int ACCEPTED = 202;
  private static final int NO_CONTENT = 204;

  private SuccessStatus() {}

  /**
   * Returns whether a 2xx is the success of the request's method: 204 is, 202 (not processed) never
   * is, and any other one only for a method that returns something.
   *
   * @see <a href="https://pay.weixin.qq.com/wiki/doc/apiv3/Share/error_code.shtml">the statuses</a>
   */
  static boolean fits(Request request, int status) {
    return status == NO_CONTENT || (status != ACCEPTED && returnsSomething(request));
  }

  private static boolean returnsSomething(Request request) {
    MethodMetadata method = FeignMethod.of(request);
    if (method == null) {
      return true;
    }
    Type type = method.returnType();
    while (type instanceof ParameterizedType wrapper
        && (wrapper.getRawType() == CompletableFuture.class
            || wrapper.getRawType() == TypedResponse.class)) {
      type = wrapper.getActualTypeArguments()[0];
    }
    return type != void.class && type != Void.class;
  }
}
