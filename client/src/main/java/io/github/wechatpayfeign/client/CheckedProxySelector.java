package io.github.wechatpayfeign.client;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/**
 * Asks a proxy selector, and throws nothing that OkHttp takes for a lost connection. A selector
 * declares no checked exception, but one in Kotlin, for example, can throw an {@link IOException}:
 * OkHttp would then ask it again without a pause until the deadline of the call.
 */
final class CheckedProxySelector extends ProxySelector {

  private final ProxySelector given;

  CheckedProxySelector(ProxySelector given) {
    this.given = given;
  }

  @Override
  public List<Proxy> select(URI uri) {
    try {
      return given.select(uri);
    } catch (Exception e) {
      throw unchecked(e);
    }
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    try {
      given.connectFailed(uri, address, failure);
    } catch (Exception e) {
      throw unchecked(e);
    }
  }

  private static RuntimeException unchecked(Exception failure) {
    return failure instanceof RuntimeException broken
        ? broken
        : new IllegalStateException("The proxy selector failed: " + failure, failure);
  }
}
