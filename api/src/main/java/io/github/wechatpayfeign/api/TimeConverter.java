package io.github.wechatpayfeign.api;

import com.fasterxml.jackson.databind.util.StdConverter;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads a time such as {@code 2018-06-08T10:34:56+08:00} with whatever mapper an interface is used:
 * Jackson's own module for times would have to be registered, and turns each offset into UTC.
 */
final class TimeConverter extends StdConverter<String, @Nullable OffsetDateTime> {

  @Override
  public @Nullable OffsetDateTime convert(String text) {
    // The gateway writes members that do not apply as empty texts.
    return text.isEmpty() ? null : OffsetDateTime.parse(text);
  }
}
