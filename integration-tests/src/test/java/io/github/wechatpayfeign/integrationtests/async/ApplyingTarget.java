package io.github.wechatpayfeign.integrationtests.async;

import feign.Request;
import feign.RequestTemplate;
import feign.Target;
import io.github.wechatpayfeign.api.AsyncTransactionsApi;

/** A target that does something when it is applied to a request. */
record ApplyingTarget(String url, Runnable applied) implements Target<AsyncTransactionsApi> {

  @Override
  public Class<AsyncTransactionsApi> type() {
    return AsyncTransactionsApi.class;
  }

  @Override
  public String name() {
    return "own";
  }

  @Override
  public Request apply(RequestTemplate template) {
    applied.run();
    return template.target(url()).request();
  }
}
