package io.github.wechatpayfeign.client;

import feign.MethodMetadata;
import feign.Request;
import feign.Response;
import feign.TypedResponse;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

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

  /**
   * Returns whether a 2xx is a success whose body becomes what the method returns; a method that
   * returns Feign's {@link Response} looks at the body itself.
   */
  static boolean isReadFromBody(Request request, int status) {
    Type type = returned(request);
    return type != null
        && type != Response.class
        && status >= 200
        && status <= 299
        && status != NO_CONTENT
        && fits(request, status);
  }

  /** Returns whether the request's method returns something, so that a decoder reads the answer. */
  static boolean returnsSomething(Request request) {
    Type type = returned(request);
    return type != void.class && type != Void.class;
  }

  /** Returns what a method returns, now or later; null if the request does not name its method. */
  private static @Nullable Type returned(Request request) {
    MethodMetadata method = FeignMethod.of(request);
    if (method == null) {
      return null;
    }
    Type type = method.returnType();
    while (type instanceof ParameterizedType wrapper
        && (wrapper.getRawType() == CompletableFuture.class
            || wrapper.getRawType() == TypedResponse.class)) {
      type = wrapper.getActualTypeArguments()[0];
    }
    return type;
  }
}
