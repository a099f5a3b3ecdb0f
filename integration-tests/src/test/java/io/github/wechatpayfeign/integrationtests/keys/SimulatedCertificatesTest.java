package io.github.wechatpayfeign.integrationtests.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.integrationtests.support.MovableClock;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.merchant.KeyMaterial;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantBuilder;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import io.github.wechatpayfeign.simulator.gateway.PlatformCertificate;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** Gives each test a simulator that signs with platform certificates, a clock, and clients. */
abstract class SimulatedCertificatesTest {

  final MovableClock clock = new MovableClock();
  WechatPaySimulator simulator = simulator(GatewayMode.PLATFORM_CERTIFICATE);

  private WechatPaySimulator simulator(GatewayMode mode) {
    WechatPaySimulator started = WechatPaySimulator.builder().clock(clock).mode(mode).start();
    IntStream.range(0, 80).forEach(i -> started.createOrder("ORDER-" + (1000 + i)));
    return started;
  }

  void restart(GatewayMode mode) {
    simulator.close();
    simulator = simulator(mode);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  /** A proxy that removes the header with which a request asks for a key. */
  RawServer forwardingWithoutSerial(Predicate<String> target) {
    return RawServer.start(
        (request, out) -> {
          String text = new String(request.bytesOfLastRequest(), ISO_8859_1);
          if (target.test(request.target())) {
            text = text.replaceFirst("(?i)Wechatpay-Serial: [^\r]+\r\n", "");
          }
          URI address = URI.create(simulator.baseUrl());
          try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            socket.getInputStream().transferTo(out);
          }
        });
  }

  PlatformCertificate newest() {
    List<PlatformCertificate> all = simulator.platformCertificates();
    return all.get(all.size() - 1);
  }

  Merchant withApiV3Key() {
    return builder().apiV3Key(simulator.apiV3Key()).build();
  }

  Merchant withCertificate() {
    return builder().platformCertificate(KeyMaterial.of(newest().pem())).build();
  }

  MerchantBuilder builder() {
    return Merchant.builder()
        .mchid(simulator.mchid())
        .clock(clock)
        .privateKeyPem(simulator.merchantPrivateKeyPem())
        .certificate(KeyMaterial.of(simulator.merchantCertificatePem()));
  }

  WechatPay client(Merchant merchant) {
    return client(merchant, simulator.baseUrl());
  }

  WechatPay client(Merchant merchant, String baseUrl) {
    return WechatPay.builder(merchant)
        .baseUrl(baseUrl)
        .clock(clock)
        .retryPolicy(RetryPolicy.off())
        .build();
  }

  List<String> targets() {
    return simulator.requests().stream().map(ReceivedRequest::target).toList();
  }

  long downloads() {
    return targets().stream().filter(target -> target.startsWith("/v3/certificates")).count();
  }

  List<String> wanted(int request) {
    return simulator.requests().get(request).header("Wechatpay-Serial");
  }
}
