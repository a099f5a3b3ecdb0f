package io.github.wechatpayfeign.client;

import feign.Request;
import java.util.concurrent.TimeUnit;

/**
 * Feign's options with the time limits of the HTTP client. Feign asks them in each call whether
 * there are others for the method on this thread, which takes a text and two look-ups. So that is
 * looked up only after somebody set such options.
 */
final class ClientOptions extends Request.Options {

  private volatile boolean differByMethod;

  ClientOptions(int connectMillis, int readMillis) {
    super(connectMillis, TimeUnit.MILLISECONDS, readMillis, TimeUnit.MILLISECONDS, false);
  }

  @Override
  public Request.Options getMethodOptions(String methodName) {
    return differByMethod ? super.getMethodOptions(methodName) : this;
  }

  @Override
  public void setMethodOptions(String methodName, Request.Options options) {
    differByMethod = true;
    super.setMethodOptions(methodName, options);
  }
}
