package io.github.wechatpayfeign.client;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/**
 * Asks a proxy selector, but never throws an {@link IOException}. A selector declares no checked
 * exception, but one that is written in Kotlin, for example, can throw it. OkHttp would take it for
 * a lost connection, and ask again without a pause until the deadline of the call.
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
