package io.github.wechatpayfeign.integrationtests.standalone;

import feign.Body;
import feign.Headers;
import feign.Param;
import feign.RequestLine;

/** An interface of a user's own. */
interface OrdersApi {

  @RequestLine("POST /v3/pay/transactions/out-trade-no/{out_trade_no}/close")
  @Body("%7B\"mchid\":\"{mchid}\",\"note\":\"关单\"%7D")
  void close(@Param("out_trade_no") String outTradeNo, @Param("mchid") String mchid);

  @RequestLine("GET /v3/pay/transactions/out-trade-no/{out_trade_no}?mchid={mchid}")
  String query(@Param("out_trade_no") String outTradeNo, @Param("mchid") String mchid);

  @RequestLine("GET /v3/pay/{path}")
  String path(@Param("path") String path);

  @RequestLine("GET /v3/pay/transactions")
  @Body("%7B%7D")
  String getWithABody();

  @RequestLine("POST /v3/pay/transactions")
  @Headers("Content-Encoding: gzip")
  @Body("%7B%7D")
  String compressed();
}
