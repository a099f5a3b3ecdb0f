package io.github.wechatpayfeign.errors;

/**
 * 404 RESOURCE_NOT_EXISTS: the resource that the request names does not exist.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class ResourceNotExistsException extends ClientErrorException {

  private static final long serialVersionUID = 1L;

  ResourceNotExistsException(ErrorAnswer answer) {
    super(answer);
  }
}
