package io.github.wechatpayfeign.client;

import feign.Response;
import feign.TypedResponse;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Says which 2xx statuses are a success of a method. */
final class SuccessStatus {

  private static final int ACCEPTED = 202;
  private static final int NO_CONTENT = 204;
  private static final int RESET_CONTENT = 205;

  private final @Nullable Type returned;

  /**
   * Creates the rule for a method.
   *
   * @param returned the type that it returns, possibly in a future; null if it is not known
   */
  SuccessStatus(@Nullable Type returned) {
    this.returned = unwrapped(returned);
  }

  private static @Nullable Type unwrapped(@Nullable Type returned) {
    Type type = returned;
    while (type instanceof ParameterizedType wrapper
        && (wrapper.getRawType() == CompletableFuture.class
            || wrapper.getRawType() == TypedResponse.class)) {
      type = wrapper.getActualTypeArguments()[0];
    }
    return type;
  }

  /**
   * Returns whether a 2xx is a success of the method: 204 always is, 202 (not processed yet) never
   * is, and any other 2xx is only if the method returns something.
   *
   * @see <a href="https://pay.weixin.qq.com/wiki/doc/apiv3/Share/error_code.shtml">the statuses</a>
   */
  boolean fits(int status) {
    return status == NO_CONTENT || (status != ACCEPTED && returnsSomething());
  }

  /** Returns whether a status is a success, and the method's result is read from its body. */
  boolean isReadFromBody(int status) {
    return isDecoded()
        && status >= 200
        && status <= 299
        && status != NO_CONTENT
        && status != RESET_CONTENT
        && fits(status);
  }

  /**
   * Returns whether a decoder of Feign makes the method's result. A method that returns Feign's
   * {@link Response} needs no decoder.
   */
  boolean isDecoded() {
    return returned != null && returned != Response.class && returnsSomething();
  }

  private boolean returnsSomething() {
    return returned != void.class && returned != Void.class;
  }
}
