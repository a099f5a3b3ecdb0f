package io.github.wechatpayfeign.cli.settings;

import io.github.wechatpayfeign.api.WechatPayBuilder;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.client.GatewayUrl;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options about the way to the gateway. */
final class ConnectionOptions {

  private static final String BASE_URL = "--base-url";

  @Option(
      names = BASE_URL,
      paramLabel = "URL",
      description =
          "The gateway, by default "
              + GatewayUrl.MAIN
              + "; plain http goes to loopback only"
              + " (WECHATPAY_BASE_URL).")
  private @Nullable String baseUrl;

  // ProxySettings reads the variables, since they count for less than the option. VariableDefaults
  // takes none of them: WECHATPAY_PROXY does not stand before the closing bracket.
  @Option(
      names = ProxySettings.OPTION,
      paramLabel = "URL",
      description =
          "The proxy to go through: http://HOST:PORT, with USER:PASSWORD@ before the host if it"
              + " wants them, or socks5://HOST:PORT; none goes directly. The option wins over the"
              + " variables. A variable keeps the password out of the list of processes, and does"
              + " not count for loopback hosts (WECHATPAY_PROXY, HTTPS_PROXY, NO_PROXY).")
  private @Nullable String proxy;

  WechatPayBuilder addTo(WechatPayBuilder client, ProcessContext context) {
    if (baseUrl != null) {
      client.baseUrl(TextSettings.text(BASE_URL, baseUrl));
    }
    ProxySettings proxies = proxies(context);
    domains().forEach(proxies::to);
    return client.changeHttp(proxies::configure);
  }

  /** Returns the base URL that is given, or else WeChat Pay's two. */
  List<String> domains() {
    return baseUrl == null ? List.of(GatewayUrl.MAIN, GatewayUrl.BACKUP) : List.of(baseUrl);
  }

  ProxySettings proxies(ProcessContext context) {
    return new ProxySettings(proxy, context.environment());
  }
}
