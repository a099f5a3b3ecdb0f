package io.github.wechatpayfeign.errors;

import feign.Response;
import feign.codec.ErrorDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Turns every answer of WeChat Pay that is not a success into a {@link WechatPayException}, by its
 * (status, code) pair. If the two disagree, the more uncertain of them counts: 400 with
 * SYSTEM_ERROR and 500 with PARAM_ERROR both leave the outcome unknown.
 *
 * <p>It decodes whatever arrives: an answer with HTML, with nothing, with broken JSON or with a
 * body without end becomes the type of its status family, with the first 16 KiB of the body in it.
 * At most 1 MiB and a byte of a body is read.
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
   * Returns the response with its body read and closed, so that it can be decoded, logged and
   * decoded again. What is beyond 1 MiB and a byte, or beyond the point where the connection broke
   * off, is left out.
   */
  public static Response buffer(Response response) {
    return response.toBuilder().body(ResponseBodies.read(response)).build();
  }
}
