package io.github.wechatpayfeign.cli.settings;

import io.github.wechatpayfeign.api.WechatPayBuilder;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.client.GatewayUrl;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which gateway is called, and through which proxy. */
final class ConnectionOptions {

  private static final String BASE_URL = "--base-url";

  @Option(
      names = BASE_URL,
      paramLabel = "URL",
      description =
          "The gateway, by default "
              + GatewayUrl.MAIN
              + ". Plain http is for loopback only"
              + " (WECHATPAY_BASE_URL).")
  private @Nullable String baseUrl;

  // ProxySettings reads these variables itself, because the option wins over all of them.
  // VariableDefaults must not read them: it takes only a variable right before a closing bracket,
  // so NO_PROXY stands there and not WECHATPAY_PROXY.
  @Option(
      names = ProxySettings.OPTION,
      paramLabel = "URL",
      description =
          "The proxy: http://HOST:PORT, with USER:PASSWORD@ before the host if it needs them, or"
              + " socks5://HOST:PORT, or none for no proxy. The option wins over the variables. A"
              + " variable keeps the password out of the list of processes, and does not apply to"
              + " loopback hosts (WECHATPAY_PROXY, HTTPS_PROXY, NO_PROXY).")
  private @Nullable String proxy;

  WechatPayBuilder addTo(WechatPayBuilder client, ProcessContext context) {
    if (baseUrl != null) {
      client.baseUrl(TextSettings.text(BASE_URL, baseUrl));
    }
    ProxySettings proxies = proxies(context);
    // A wrong proxy setting is reported now, as wrong usage, and not by the first order.
    domains().forEach(proxies::to);
    return client.changeHttp(proxies::configure);
  }

  /** Returns the given base URL, or WeChat Pay's two if none is given. */
  List<String> domains() {
    return baseUrl == null ? List.of(GatewayUrl.MAIN, GatewayUrl.BACKUP) : List.of(baseUrl);
  }

  ProxySettings proxies(ProcessContext context) {
    return new ProxySettings(proxy, context.environment());
  }
}
