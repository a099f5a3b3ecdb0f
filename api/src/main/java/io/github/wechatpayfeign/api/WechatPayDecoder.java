package io.github.wechatpayfeign.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import feign.Response;
import feign.Util;
import feign.codec.Decoder;
import io.github.wechatpayfeign.api.internal.Json;
import io.github.wechatpayfeign.errors.UnusableAnswerException;
import java.io.IOException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Turns the JSON of a verified answer into the return value of a method. It throws {@link
 * UnusableAnswerException} if the body is HTML, {@code null}, empty or not of the declared type, or
 * if the answer is about another order than the request.
 *
 * <p>A {@link Transaction} or {@link CombineTransaction} must repeat each number that is a
 * parameter in the URL of the request: {@code {out_trade_no}}, {@code {transaction_id}}, {@code
 * {combine_out_trade_no}}, and {@code mchid}, {@code sp_mchid} and {@code sub_mchid} in the query.
 * JSON is read from the verified bytes as UTF-8, whatever charset the answer claims.
 *
 * <p>Thread-safe: one instance serves any number of Feign clients.
 */
public final class WechatPayDecoder implements Decoder {

  /** Creates a decoder that ignores members that a type does not declare. */
  public WechatPayDecoder() {}

  /**
   * Returns the value of the body. It is null for a method that returns nothing, and Feign's empty
   * value for a 404 if the Feign builder dismisses 404.
   *
   * @throws UnusableAnswerException if the answer is not usable
   */
  @Override
  public @Nullable Object decode(Response response, Type type) throws IOException {
    if (type == void.class || type == Void.class || response.status() == 404) {
      return Util.emptyValueOf(type);
    }
    byte[] body =
        response.body() == null ? new byte[0] : Util.toByteArray(response.body().asInputStream());
    if (body.length == 0) {
      return emptyValue(response, type);
    }
    Object answer = read(response, body, type);
    if (answer == null) {
      throw unusable("the body is null", response, body);
    }
    String difference = AnswerMatchesRequest.difference(response.request(), answer);
    if (difference != null) {
      throw unusable(difference, response, body);
    }
    return answer;
  }

  /**
   * A 204 becomes an empty list or Optional if the method returns one; nothing else may be empty.
   */
  private static Object emptyValue(Response response, Type type) {
    Object empty = response.status() == 204 ? Util.emptyValueOf(type) : null;
    if (empty == null) {
      throw unusable("the body is empty", response, new byte[0]);
    }
    return empty;
  }

  private static @Nullable Object read(Response response, byte[] body, Type type) {
    try {
      return Json.MAPPER.readValue(body, Json.MAPPER.constructType(type));
    } catch (JsonProcessingException e) {
      throw unusable(
          "the body is not a valid " + name(type) + ": " + e.getOriginalMessage(), response, body);
    } catch (IOException | RuntimeException e) {
      throw unusable("the body is not a valid " + name(type) + ": " + e, response, body);
    }
  }

  private static String name(Type type) {
    return type instanceof Class<?> c ? c.getSimpleName() : type.getTypeName();
  }

  private static UnusableAnswerException unusable(String finding, Response response, byte[] body) {
    return new UnusableAnswerException(finding, response.status(), body, response.headers());
  }
}
