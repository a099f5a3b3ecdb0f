package io.github.wechatpayfeign.cli.doctor;

import java.net.URI;
import java.util.Locale;

/** The host and the port that a base URL leads to, for checks below HTTP. */
record GatewayAddress(String url) {

  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  String host() {
    return URI.create(url).getHost();
  }

  boolean isHttps() {
    return url.toLowerCase(Locale.ROOT).startsWith("https:");
  }

  int port() {
    int port = URI.create(url).getPort();
    return port >= 0 ? port : isHttps() ? HTTPS : HTTP;
  }
}
