package io.github.wechatpayfeign.client;

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
  private static final int RESET_CONTENT = 205;

  private final @Nullable Type returned;

  /**
   * Creates the rule for a method.
   *
   * @param returned what it returns, now or later; null if the method is not known
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
   * Returns whether a 2xx is the success of the method: 204 is, 202 (not processed) never is, and
   * any other one only for a method that returns something.
   *
   * @see <a href="https://pay.weixin.qq.com/wiki/doc/apiv3/Share/error_code.shtml">the statuses</a>
   */
  boolean fits(int status) {
    return status == NO_CONTENT || (status != ACCEPTED && returnsSomething());
  }

  /** Returns whether a 2xx is a success whose body becomes what the method returns. */
  boolean isReadFromBody(int status) {
    return isDecoded()
        && status >= 200
        && status <= 299
        && status != NO_CONTENT
        && status != RESET_CONTENT
        && fits(status);
  }

  /**
   * Returns whether a decoder of Feign makes of a success what the method returns. The caller of a
   * method that returns Feign's {@link Response} looks at the answer itself.
   */
  boolean isDecoded() {
    return returned != null && returned != Response.class && returnsSomething();
  }

  private boolean returnsSomething() {
    return returned != void.class && returned != Void.class;
  }
}
