package io.github.wechatpayfeign.api.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * JSON for APIv3: nulls are not sent, and unknown members are ignored. Numbers are never rounded or
 * guessed: an amount of 1.5 fen, or of {@code "1"}, is refused.
 */
public final class Json {

  /** Shared by all clients; it is never changed. */
  public static final ObjectMapper MAPPER = newMapper();

  private Json() {}

  /** Returns a mapper of its own, for example to change it. */
  public static ObjectMapper newMapper() {
    return JsonMapper.builder()
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .build();
  }
}
