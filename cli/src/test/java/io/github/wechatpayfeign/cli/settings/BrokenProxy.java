package io.github.wechatpayfeign.cli.settings;

import io.github.wechatpayfeign.cli.ProxiedGateway;
import io.github.wechatpayfeign.cli.ProxyServer;

/** A proxy that lets nothing through, and what all commands say about it. */
public enum BrokenProxy {
  WANTS_A_PASSWORD(
      "the proxy asks for a user name and a password (HTTP 407)",
      "give both in --proxy http://USER:PASSWORD@HOST:PORT") {
    @Override
    public String prepare(ProxyServer proxy) {
      proxy.want("app", PASSWORD);
      return proxy.url();
    }
  },
  WANTS_ANOTHER_PASSWORD(
      "the proxy does not accept this user name and password (HTTP 407)",
      "correct both in --proxy or HTTPS_PROXY") {
    @Override
    public String prepare(ProxyServer proxy) {
      proxy.want("app", "another");
      return "http://app:" + PASSWORD + "@" + proxy.address();
    }
  },
  REFUSES_TO_CONNECT(
      "the proxy refuses to connect (HTTP 403)", "allow CONNECT to WeChat Pay in the proxy") {
    @Override
    public String prepare(ProxyServer proxy) {
      proxy.refuse(403);
      return "http://app:" + PASSWORD + "@" + proxy.address();
    }
  },
  INTERCEPTS_TLS(
      "the certificate of the server is not signed by an authority that this machine trusts",
      "look for a proxy that intercepts TLS") {
    @Override
    public String prepare(ProxyServer proxy) {
      ProxiedGateway.trustNobody();
      return proxy.url();
    }
  };

  private static final String PASSWORD = "open-sesame";

  public final String message;
  public final String remedy;

  BrokenProxy(String message, String remedy) {
    this.message = message;
    this.remedy = remedy;
  }

  /** Breaks a proxy that works, and returns the setting that names it. */
  public abstract String prepare(ProxyServer proxy);
}
