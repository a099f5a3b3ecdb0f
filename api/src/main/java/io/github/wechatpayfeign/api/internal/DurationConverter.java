package io.github.wechatpayfeign.api.internal;

import com.fasterxml.jackson.databind.util.StdConverter;
import java.time.Duration;

/** Reads a duration such as {@code PT5S}, for Jackson 2 mappers without a module for times. */
public final class DurationConverter extends StdConverter<String, Duration> {

  @Override
  public Duration convert(String text) {
    return Duration.parse(text);
  }
}
