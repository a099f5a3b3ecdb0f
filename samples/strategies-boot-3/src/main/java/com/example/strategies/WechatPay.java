package com.example.strategies;

import org.springframework.stereotype.Service;

/** Payment by WeChat Pay. Many applications use these names for the class and the bean. */
@Service("wechatPay")
public class WechatPay implements PayStrategy {

  private final io.github.wechatpayfeign.api.WechatPay client;

  public WechatPay(io.github.wechatpayfeign.api.WechatPay client) {
    this.client = client;
  }

  @Override
  public void cancel(String orderNo) {
    client.closeOrder(orderNo);
  }
}
