package com.example.strategies;

import org.springframework.stereotype.Service;

/** Payment at the counter, which has nothing to cancel. */
@Service("cashPay")
public class CashPay implements PayStrategy {

  @Override
  public void cancel(String orderNo) {}
}
