package io.github.wechatpayfeign.spring;

import okhttp3.OkHttpClient;

/**
 * A bean that changes the HTTP client of WeChat Pay, for example its proxy, its TLS or its pool,
 * and no other HTTP client. There may be several. They are called in the order of {@link
 * org.springframework.core.annotation.Order}, after the properties were applied.
 */
@FunctionalInterface
public interface WechatPayHttpCustomizer {

  /** Changes the HTTP client. */
  void customize(OkHttpClient.Builder http);
}
