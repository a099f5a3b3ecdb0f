package io.github.wechatpayfeign.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.wechatpayfeign.cli.CliRun;
import io.github.wechatpayfeign.cli.ProxiedGateway;
import io.github.wechatpayfeign.cli.ProxyServer;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Orders are closed and queried through a proxy at a gateway whose name only the proxy can resolve.
 */
class ProxyTest {

  private static final String HOST = ProxiedGateway.HOST;
  private static final String CONNECT = "CONNECT " + HOST + ":443 HTTP/1.1\r\n";
  private static final String ORDER = "ORDER-1";
  private static final String PASSWORD = "open-sesame";
  private static final String NOBODY = "127.0.0.1:1";

  private final ProxiedGateway gateway = new ProxiedGateway();
  private final WechatPaySimulator simulator = gateway.simulator();
  private final ProxyServer proxy = gateway.proxy();
  private final Map<String, String> environment;

  ProxyTest(@TempDir Path folder) throws IOException {
    environment = gateway.environment(folder);
    simulator.createOrder(ORDER);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https_proxy", "HTTPS_PROXY", "WECHATPAY_PROXY"})
  void closesAndQueriesThroughTheProxyOfAVariable(String variable) {
    environment.put(variable, proxy.url());

    assertThat(run("close", ORDER).path("outcome").asText()).isEqualTo("CLOSED");
    assertThat(run("query", ORDER).path("outcome").asText()).isEqualTo("FOUND");

    assertThat(simulator.state(ORDER)).contains(OrderState.CLOSED);
    assertThat(proxy.asked()).hasSize(2).allMatch(head -> head.startsWith(CONNECT));
  }

  @Test
  void takesTheOptionRatherThanTheVariables() {
    environment.put("WECHATPAY_PROXY", NOBODY);
    environment.put("HTTPS_PROXY", NOBODY);

    JsonNode closed = run("close", ORDER, "--proxy", proxy.address());
    JsonNode direct = run("close", ORDER, "--proxy=none");

    assertThat(closed.path("outcome").asText()).isEqualTo("CLOSED");
    assertThat(direct.path("message").asText())
        .startsWith("Nothing was sent: the host name cannot be resolved (" + HOST);
    assertThat(proxy.asked()).hasSize(1);
  }

  @Test
  void reachesAHostOfNoProxyDirectly() {
    environment.put("HTTPS_PROXY", proxy.url());
    environment.put("NO_PROXY", "localhost,.invalid");

    assertThat(run("query", ORDER).path("message").asText())
        .startsWith("Nothing was sent: the host name cannot be resolved (" + HOST);
    assertThat(proxy.asked()).isEmpty();
  }

  @Test
  void reachesLoopbackThroughTheProxyOfTheOptionAlone() throws Exception {
    try (ProxyServer plain = new ProxyServer(URI.create(simulator.baseUrl()).getPort())) {
      environment.put("WECHATPAY_BASE_URL", simulator.baseUrl());
      environment.put("WECHATPAY_PROXY", NOBODY);
      environment.put("HTTP_PROXY", NOBODY);

      assertThat(run("query", ORDER).path("outcome").asText()).isEqualTo("FOUND");
      assertThat(run("query", ORDER, "--proxy", plain.url()).path("outcome").asText())
          .isEqualTo("FOUND");

      assertThat(plain.asked())
          .singleElement()
          .asString()
          .startsWith("GET " + simulator.baseUrl() + "/v3/pay/transactions/out-trade-no/ORDER-1?");
    }
  }

  @Test
  void tellsTheProxyUserAndPasswordBeforeTheTunnel() {
    proxy.want("app", "open sesame");
    environment.put("HTTPS_PROXY", "http://app:open%20sesame@" + proxy.address());

    assertThat(run("close", ORDER).path("outcome").asText()).isEqualTo("CLOSED");

    assertThat(proxy.asked()).singleElement().asString().startsWith(CONNECT);
    assertThat(simulator.requests())
        .allSatisfy(
            request -> assertThat(request.headers()).doesNotContainKey("Proxy-Authorization"));
  }

  @Test
  void goesThroughTheProxyOfTheJvmWhereNothingElseIsSet() {
    gateway.setProxyOfJvm();

    assertThat(run("close", ORDER).path("outcome").asText()).isEqualTo("CLOSED");
    assertThat(proxy.asked()).hasSize(1);

    environment.put("NO_PROXY", "*");
    assertThat(run("close", ORDER).path("outcome").asText()).isEqualTo("NOT_SENT");
    assertThat(proxy.asked()).hasSize(1);
  }

  @Test
  void leavesTheNameOfTheGatewayToASocksProxy() {
    environment.put("HTTPS_PROXY", "socks5://" + proxy.address());

    assertThat(run("close", ORDER).path("outcome").asText()).isEqualTo("CLOSED");
    assertThat(proxy.asked()).containsExactly(HOST + ":443");
  }

  @ParameterizedTest
  @EnumSource
  void namesWhatTheProxyDoesAndWhatToDo(BrokenProxy broken) {
    environment.put("HTTPS_PROXY", broken.prepare(proxy));

    for (String command : List.of("close", "query")) {
      JsonNode result = run(command, ORDER);
      CliRun human = CliRun.of(environment, command, ORDER);

      assertThat(result.path("outcome").asText()).isEqualTo("NOT_SENT");
      assertThat(result.path("message").asText()).isEqualTo("Nothing was sent: " + broken.message);
      assertThat(result.path("explanation").asText()).startsWith(broken.remedy);
      assertThat(human.out())
          .startsWith("NOT_SENT ORDER-1 Nothing was sent: " + broken.message + ": " + broken.remedy)
          .doesNotContain(PASSWORD);
      assertThat(human.exitCode()).isEqualTo(4);
    }
    assertThat(proxy.asked()).isNotEmpty();
    assertThat(simulator.requestCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "query"})
  void refusesWhatIsNoProxyWithoutShowingIt(String command) {
    environment.put("HTTPS_PROXY", "https://app:" + PASSWORD + "@" + proxy.address());

    CliRun run = CliRun.of(environment, command, "--verbose", ORDER);

    assertThat(run.err())
        .startsWith("The proxy of HTTPS_PROXY has the scheme https, which is not supported: ")
        .doesNotContain(PASSWORD);
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(2);
  }

  /** Runs a command about one order, and returns its line. */
  private JsonNode run(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, "--json"));
    arguments.addAll(Arrays.asList(more));
    CliRun run = CliRun.of(environment, arguments.toArray(String[]::new));
    assertThat(run.objects()).as(run.err()).hasSize(1);
    return run.objects().get(0);
  }
}
