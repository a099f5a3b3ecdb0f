package io.github.wechatpayfeign.api;

import io.github.wechatpayfeign.api.WechatPayRegistry.Entry;
import io.github.wechatpayfeign.client.WechatPayClient;
import java.util.concurrent.ConcurrentMap;

/** Builds a {@link WechatPayRegistry}; every setter checks its value at once. */
public final class WechatPayRegistryBuilder extends ClientSettings<WechatPayRegistryBuilder> {

  private final ConcurrentMap<String, Entry> merchants;

  WechatPayRegistryBuilder(ConcurrentMap<String, Entry> merchants) {
    super(
        WechatPayClient.builder(
            mchid -> {
              Entry entry = merchants.get(mchid);
              return entry == null ? null : entry.source();
            }));
    this.merchants = merchants;
  }

  ConcurrentMap<String, Entry> merchants() {
    return merchants;
  }

  /** Returns the registry, once. No connection is made before the first call. */
  public WechatPayRegistry build() {
    return new WechatPayRegistry(this);
  }

  @Override
  WechatPayRegistryBuilder self() {
    return this;
  }
}
