package io.github.wechatpayfeign.errors;

import feign.Response;
import feign.codec.ErrorDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Turns every answer of WeChat Pay that is not a success into a {@link WechatPayException}, by its
 * (status, code) pair. If the two disagree, the more uncertain one counts: 400 with SYSTEM_ERROR
 * and 500 with PARAM_ERROR both leave the outcome unknown.
 *
 * <p>It decodes every answer: HTML, an empty body, broken JSON and a body that never ends become
 * the exception type of their status, with the first 16 KiB of the body in it. It reads at most 1
 * MiB and one byte of a body.
 *
 * <p>It has no state: one instance serves any number of Feign clients and threads.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">close order: error codes</a>
 */
public final class WechatPayErrorDecoder implements ErrorDecoder {

  /** Creates a decoder. */
  public WechatPayErrorDecoder() {}

  @Override
  public WechatPayException decode(String methodKey, Response response) {
    return decode(response, CallFacts.of(response.headers()), SignedRequest.of(response.headers()));
  }

  /**
   * Decodes an answer as {@link #decode(String, Response)} does. For HTTP clients, which have at
   * hand what a decoder of Feign reads from headers.
   *
   * @param facts what the client knows of the call
   * @param signed what was signed, or null if nothing was or it is not known
   */
  public WechatPayException decode(
      Response response, CallFacts facts, @Nullable SignedRequest signed) {
    byte[] body = ResponseBodies.read(response);
    return new ErrorAnswer(response.status(), body, response.headers(), facts, signed)
        .toException();
  }

  /**
   * Reads and closes the body, and returns the response with it in memory, so that the response can
   * be decoded, logged and decoded again. It reads at most 1 MiB and one byte; if the connection
   * breaks, the body ends there.
   */
  public static Response buffer(Response response) {
    return response.toBuilder().body(ResponseBodies.read(response)).build();
  }
}
