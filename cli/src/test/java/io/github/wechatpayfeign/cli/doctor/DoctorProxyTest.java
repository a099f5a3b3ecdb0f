package io.github.wechatpayfeign.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.cli.ProxiedGateway;
import io.github.wechatpayfeign.cli.ProxyServer;
import io.github.wechatpayfeign.cli.settings.BrokenProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The doctor tells which proxy is in between, and what is wrong with it. */
class DoctorProxyTest {

  private static final String HOST = ProxiedGateway.HOST;

  private final ProxiedGateway gateway = new ProxiedGateway();
  private final ProxyServer proxy = gateway.proxy();
  private final Map<String, String> environment;

  DoctorProxyTest(@TempDir Path folder) throws IOException {
    environment = gateway.environment(folder);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void goesThroughTheProxyAndSaysWhereItComesFrom() {
    proxy.want("app", "open-sesame");
    environment.put("HTTPS_PROXY", "http://app:open-sesame@" + proxy.address());

    DoctorRun run = DoctorRun.of(environment);

    assertThat(message(run, "proxy")).isEqualTo(proxy.url() + ", from HTTPS_PROXY");
    assertThat(run.finding("proxy").path("subject").asText()).isEqualTo(HOST);
    assertThat(message(run, "dns")).isEqualTo("the proxy, 127.0.0.1");
    assertThat(message(run, "tcp")).startsWith("connected to the proxy, ").contains("127.0.0.1:");
    assertThat(message(run, "tls")).isEqualTo("TLSv1.3 through the proxy");
    assertThat(run.checks("ok")).contains("clock", "signed-query");
    assertThat(run.checks("failure")).isEmpty();
    assertThat(run.findings().toString()).doesNotContain("open-sesame", "app:");
  }

  @Test
  void saysWhereEachOtherProxyComesFrom() {
    assertThat(proxyOf("--proxy", proxy.url())).isEqualTo(proxy.url() + ", from --proxy");
    assertThat(proxyOf("--proxy=socks5://" + proxy.address()))
        .isEqualTo("socks5://" + proxy.address() + ", from --proxy");
    assertThat(proxyOf("--proxy=")).isEqualTo("none, as --proxy says");
    assertThat(proxyOf()).isEqualTo("none");
    gateway.setProxyOfJvm();
    assertThat(proxyOf()).isEqualTo(proxy.url() + ", from the system properties of this JVM");
    environment.put("no_proxy", HOST);
    assertThat(proxyOf()).isEqualTo("none, as no_proxy says");
    environment.put("WECHATPAY_PROXY", proxy.address());
    assertThat(proxyOf()).isEqualTo(proxy.url() + ", from WECHATPAY_PROXY");
  }

  private String proxyOf(String... options) {
    return message(DoctorRun.of(environment, options), "proxy");
  }

  @ParameterizedTest
  @EnumSource
  void namesWhatTheProxyDoesAndWhatToDo(BrokenProxy broken) {
    environment.put("HTTPS_PROXY", broken.prepare(proxy));

    DoctorRun run = DoctorRun.of(environment);

    run.assertOnlyFailure("tls", broken.message);
    assertThat(run.finding("tls").path("fix").asText()).startsWith(broken.remedy);
    assertThat(run.checks("skipped")).containsSubsequence("clock", "signed-query", "verification");
    assertThat(run.findings().toString()).doesNotContain("open-sesame");
  }

  @Test
  void namesAProxyThatIsNotThere() {
    proxy.close();
    environment.put("HTTPS_PROXY", proxy.url());

    DoctorRun run = DoctorRun.of(environment);

    run.assertOnlyFailure("tcp", "Connection refused");
    assertThat(run.finding("tcp").path("fix").asText()).startsWith("see whether the proxy runs");
  }

  @Test
  void namesASettingThatIsNoProxyWithoutShowingIt() {
    environment.put("HTTPS_PROXY", "https://app:open-sesame@" + proxy.address());

    DoctorRun run = DoctorRun.of(environment);

    run.assertOnlyFailure("proxy", "The proxy of HTTPS_PROXY has the scheme https, which is not");
    assertThat(run.checks("skipped"))
        .containsSubsequence("dns", "tcp", "tls", "clock", "signed-query", "verification");
    assertThat(run.findings().toString()).doesNotContain("open-sesame");
  }

  private static String message(DoctorRun run, String check) {
    return run.finding(check).path("message").asText();
  }
}
