package io.github.wechatpayfeign.client.observe;

import io.github.wechatpayfeign.errors.WechatPayException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt of a call ended.
 *
 * @param number which one it was, 1 for the first
 * @param duration how long it took, without a pause
 * @param status the HTTP status, or 0 where no answer came
 * @param failure what went wrong, or null where the attempt succeeded
 */
public record AttemptEnd(
    int number, Duration duration, int status, @Nullable WechatPayException failure) {

  /**
   * Creates facts.
   *
   * @throws IllegalArgumentException if the number is less than 1
   */
  public AttemptEnd {
    if (number < 1) {
      throw new IllegalArgumentException("The number of an attempt must be 1 or more: " + number);
    }
  }
}
