package io.github.wechatpayfeign.client;

import feign.RequestLine;

/**
 * Downloads the platform certificates of WeChat Pay: JSON in which each certificate is encrypted
 * with the merchant's APIv3 key.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/partner/4013059030">verifying with a platform
 *     certificate</a>
 */
interface CertificatesApi {

  @Reentrant
  @RequestLine("GET /v3/certificates")
  byte[] certificates();

  @Reentrant
  @RequestLine("GET /v3/certificates?algorithm_type=SM2")
  byte[] certificatesOfSm2();
}
