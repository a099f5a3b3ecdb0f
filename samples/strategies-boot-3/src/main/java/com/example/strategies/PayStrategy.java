package com.example.strategies;

/** A way to pay, found by the name of its bean. */
public interface PayStrategy {

  void cancel(String orderNo);
}
