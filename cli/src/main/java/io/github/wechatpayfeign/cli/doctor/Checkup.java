package io.github.wechatpayfeign.cli.doctor;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.console.TimeLimit;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.cli.settings.MerchantOptions;
import io.github.wechatpayfeign.cli.settings.ProxyRoute;
import io.github.wechatpayfeign.cli.settings.ProxySettings;
import io.github.wechatpayfeign.cli.settings.TextSettings;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.merchant.KeyValidity;
import io.github.wechatpayfeign.merchant.Merchant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All checks of the doctor. The order matters: first the settings on this machine, then each domain
 * step by step. A check that needs the result of a failed one is skipped and says why, so the first
 * failure is the one to fix.
 */
final class Checkup {

  private static final String PROXY = "proxy";

  private static final List<String> NETWORK =
      List.of("dns", "tcp", "tls", "clock", SignedQuery.QUERY, SignedQuery.VERIFICATION);

  private final GivenSettings given;
  private final MerchantOptions options;
  private final ProcessContext context;
  private final DoctorReport report;
  private final ProxySettings proxies;

  Checkup(
      GivenSettings given, MerchantOptions options, ProcessContext context, DoctorReport report) {
    this.given = given;
    this.options = options;
    this.context = context;
    this.report = report;
    this.proxies = options.proxies(context);
  }

  void run(@Nullable String existingOrder) {
    Findings here = new Findings(null, report);
    Merchant merchant = settings(here);
    String url = given.find("base-url");
    if (url == null || canBeCalled(url, here)) {
      options.domains().forEach(domain -> domain(domain, merchant, existingOrder));
    } else {
      here.skipped(PROXY, Words.of("the base URL is wrong, see above"));
      NETWORK.forEach(check -> here.skipped(check, Words.of("the base URL is wrong, see above")));
    }
  }

  private static boolean canBeCalled(String url, Findings here) {
    return here.checkSetting(
            "base-url",
            () -> WechatPayRegistry.builder().baseUrl(TextSettings.text("--base-url", url)),
            made -> url,
            Words.of("leave it out, unless this is a test"))
        != null;
  }

  /**
   * Checks each setting by itself, and then all of them together. The first part names every wrong
   * setting at once; building a merchant would stop at the first.
   */
  private @Nullable Merchant settings(Findings here) {
    new MerchantChecks(given, here, options, context).run();
    new WechatPayKeyChecks(given, here, options.platformCertificates()).run();
    try {
      Merchant merchant = options.merchant(context);
      here.ok("settings", Words.of("complete, a merchant can be built from them"));
      expiryOfPlatformCertificates(merchant, here);
      return merchant;
    } catch (IllegalArgumentException e) {
      if (report.exitCode() == 0) {
        here.failure("settings", String.valueOf(e.getMessage()), Words.of("see the message"));
      } else {
        here.skipped("settings", Words.of("there are failures above"));
      }
      return null;
    }
  }

  /** Only given certificates: nothing is downloaded here, and clients renew what they download. */
  private void expiryOfPlatformCertificates(Merchant merchant, Findings here) {
    Expiry expiry = new Expiry(here, context.clock().instant());
    try (WechatPay wechatPay = WechatPay.builder(merchant).build()) {
      for (KeyValidity key : wechatPay.wechatPayKeys()) {
        if (key.until() != null) {
          expiry.check(
              "platform-certificate-expiry", key, Words.of("download the new certificate"));
        }
      }
    }
  }

  /**
   * Checks the way to one domain, then the clock, which needs no key, and then the signed query.
   */
  private void domain(String url, @Nullable Merchant merchant, @Nullable String existingOrder) {
    GatewayAddress domain = new GatewayAddress(url);
    Findings there = new Findings(domain.host(), report);
    ProxyRoute route =
        there.checkSetting(
            PROXY,
            () -> proxies.to(url),
            ProxyRoute::inWords,
            Words.of("correct it, or bypass it with --proxy none or NO_PROXY"));
    if (route == null) {
      NETWORK.forEach(
          check -> there.skipped(check, Words.of("the proxy setting is wrong, see above")));
      return;
    }
    Probe probe = new Probe(domain, proxies);
    boolean reached = new ConnectionChecks(domain, route, probe, there).run();
    if (reached) {
      new ClockCheck(probe, context.clock(), there).run();
    } else {
      there.skipped("clock", Words.of("the domain cannot be reached"));
    }
    if (reached && merchant != null) {
      try (WechatPay wechatPay = client(merchant, url)) {
        new SignedQuery(wechatPay, there, existingOrder).run();
      }
    } else {
      String why =
          reached
              ? Words.of("no merchant can be built from the settings")
              : Words.of("the domain cannot be reached");
      there.skipped(SignedQuery.QUERY, why);
      there.skipped(SignedQuery.VERIFICATION, why);
    }
  }

  /** Returns a client that neither retries nor fails over: each domain has to answer for itself. */
  private WechatPay client(Merchant merchant, String url) {
    return WechatPay.builder(merchant)
        .baseUrl(url)
        .changeHttp(proxies::configure)
        .clock(context.clock())
        .retryPolicy(RetryPolicy.off())
        .deadline(TimeLimit.LIMIT)
        .build();
  }
}
