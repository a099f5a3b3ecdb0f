package com.example.strategies;

import static org.mockito.Mockito.verify;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** The strategy with a mock instead of WeChat Pay, and without any key. */
@SpringBootTest(
    classes = {WechatPay.class, CashPay.class},
    properties = "wechatpay.enabled=false")
class WechatPayMockTest {

  @MockitoBean private io.github.wechatpayfeign.api.WechatPay client;

  @Autowired private WechatPay strategy;

  @Test
  void closesTheOrder() {
    strategy.cancel("ORDER-1");

    verify(client).closeOrder("ORDER-1");
  }
}
