package io.github.wechatpayfeign.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.binarywang.wxpay.exception.WxPayException;
import com.github.binarywang.wxpay.service.WxPayService;
import com.sun.net.httpserver.HttpServer;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The behaviour of WxJava, weixin-java-pay 4.7.0, that docs/comparison.md compares with ours. */
class WxJavaTest {

  private static final String HOST_OF_WECHAT_PAY = "simulator.mch.weixin.qq.com";

  @TempDir Path folder;

  private final WechatPaySimulator simulator = WechatPaySimulator.start();

  @BeforeEach
  void placeAnOrder() {
    simulator.createOrder(Peers.ORDER);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void closesAnOrder() throws Exception {
    close(HOST_OF_WECHAT_PAY);

    assertThat(simulator.state(Peers.ORDER)).contains(OrderState.CLOSED);
  }

  @Test
  void refusesAForgedAnswer() {
    simulator.failNext(Fault.falsify(Falsification.FORGED));

    assertThatExceptionOfType(WxPayException.class).isThrownBy(() -> close(HOST_OF_WECHAT_PAY));
  }

  @Test
  void acceptsAnAnswerThatIsFiveMinutesOld() throws Exception {
    simulator.failNext(Fault.falsify(Falsification.STALE));

    close(HOST_OF_WECHAT_PAY);

    assertThat(simulator.requestCount()).isEqualTo(1);
  }

  @Test
  void acceptsAnUnsignedAnswerThatIsNotJson() throws Exception {
    simulator.failNext(Fault.answer(204, new byte[0]).withHeader("Content-Type", "text/plain"));

    close(HOST_OF_WECHAT_PAY);

    assertThat(simulator.state(Peers.ORDER)).as("nobody closed it").contains(OrderState.UNPAID);
  }

  /** The simulator refuses requests without a signature, so another server answers. */
  @Test
  void neitherSignsNorVerifiesAtAnotherHost() throws Exception {
    List<Boolean> signed = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          signed.add(exchange.getRequestHeaders().containsKey("Authorization"));
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try {
      PeerSnippets.wxJavaClose(
          new Peers(simulator, folder).wxJava("localhost", server.getAddress().getPort()),
          Peers.ORDER);
    } finally {
      server.stop(0);
    }

    assertThat(signed).containsExactly(false);
  }

  @Test
  void losesTheStatusOfAPageOfHtml() {
    simulator.failNext(Fault.html(502));

    assertThatExceptionOfType(WxPayException.class)
        .isThrownBy(() -> close(HOST_OF_WECHAT_PAY))
        .withMessageNotContaining("502");
  }

  @ParameterizedTest
  @CsvSource({"429, FREQUENCY_LIMITED", "500, SYSTEM_ERROR"})
  void sendsACloseOnce(int status, String code) {
    simulator.failNext(Fault.error(status, code));

    assertThatExceptionOfType(WxPayException.class).isThrownBy(() -> close(HOST_OF_WECHAT_PAY));
    assertThat(simulator.requestCount()).isEqualTo(1);
  }

  @Test
  void treatsASigned202AsAFailure() {
    simulator.failNext(Fault.error(202, "USER_PAYING").withSignature());

    assertThatExceptionOfType(WxPayException.class)
        .isThrownBy(() -> close(HOST_OF_WECHAT_PAY))
        .returns("USER_PAYING", WxPayException::getErrCode);
  }

  @Test
  void putsAnOrderNumberIntoTheUrlUnescaped() {
    assertThatExceptionOfType(WxPayException.class)
        .isThrownBy(() -> close(HOST_OF_WECHAT_PAY, "ORDER-20261123-1/../x?y=z"));

    assertThat(simulator.requests())
        .singleElement()
        .satisfies(request -> assertThat(request.target()).contains("/../x?y=z"));
  }

  @Test
  void reportsARefusalAsThePagesShow() throws IOException {
    simulator.failNext(Fault.error(403, "TRADE_ERROR"));
    PeerSnippets.Handlers handlers = new PeerSnippets.Handlers();

    handlers.wxJava(new Peers(simulator, folder).wxJava(HOST_OF_WECHAT_PAY), Peers.ORDER);

    assertThat(handlers.reports)
        .singleElement()
        .asString()
        .startsWith("failed ")
        .doesNotContain("403");
  }

  private void close(String host) throws IOException, WxPayException {
    close(host, Peers.ORDER);
  }

  private void close(String host, String outTradeNo) throws IOException, WxPayException {
    WxPayService service = new Peers(simulator, folder).wxJava(host);
    PeerSnippets.wxJavaClose(service, outTradeNo);
  }
}
