package io.github.wechatpayfeign.peers;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * What the page about the sandbox shows to users of Testcontainers, word for word. It is compiled
 * and not run, because it needs a container engine.
 */
final class ContainerSnippet {

  private ContainerSnippet() {}

  static String start() {
    GenericContainer<?> sandbox =
        new GenericContainer<>("wechatpay-sandbox")
            .withExposedPorts(8080)
            .withCommand("--notify-hosts", "host.testcontainers.internal")
            .waitingFor(Wait.forHttp("/__admin/settings"));
    sandbox.start();
    String baseUrl = "http://" + sandbox.getHost() + ":" + sandbox.getMappedPort(8080);
    return baseUrl;
  }
}
