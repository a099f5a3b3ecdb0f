package io.github.wechatpayfeign.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The microservice, started by its main class and properties, without a gateway behind it. */
class GatewayDownTest {

  @Test
  void saysThatNothingWasSentWhenNoConnectionCanBeMade() {
    WechatPaySimulator gone = WechatPaySimulator.start();
    gone.close();

    try (ConfigurableApplicationContext application =
        new SpringApplication(CancellationApplication.class)
            .run(
                "--server.port=0",
                "--wechatpay.base-url=" + gone.baseUrl(),
                "--wechatpay.retry.base-delay=1ms",
                "--wechatpay.mchid=" + gone.mchid(),
                "--wechatpay.merchant-serial=" + gone.merchantSerial(),
                "--wechatpay.private-key=" + gone.merchantPrivateKeyPem(),
                "--wechatpay.public-key-id=" + gone.publicKeyId(),
                "--wechatpay.public-key=" + gone.publicKeyPem())) {
      int port =
          application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);

      HttpResponse<String> answer = new Http(port).cancel("ORDER-20261123-1");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body())
          .contains("The order is unchanged: try again later", "\"outcome\":\"REJECTED\"");
    }
  }
}
