package io.github.wechatpayfeign.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonSyntaxException;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.exception.ValidationException;
import com.wechat.pay.java.service.payments.nativepay.NativePayService;
import com.wechat.pay.java.service.payments.nativepay.model.CloseOrderRequest;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.gateway.Strictness;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The behaviour of the official SDK, wechatpay-java 0.2.17, that docs/comparison.md compares with
 * ours.
 */
class WechatpayJavaTest {

  @TempDir Path folder;

  private final WechatPaySimulator simulator =
      WechatPaySimulator.builder().strict(Strictness.PATH_NUMBER_FORM).start();
  private NativePayService service;

  @BeforeEach
  void placeAnOrder() throws IOException {
    service = new Peers(simulator, folder).wechatpayJava();
    simulator.createOrder(Peers.ORDER);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void closesAnOrder() {
    close();

    assertThat(simulator.state(Peers.ORDER)).contains(OrderState.CLOSED);
  }

  @Test
  void refusesAForgedAnswer() {
    simulator.failNext(Fault.falsify(Falsification.FORGED));

    assertThatExceptionOfType(ValidationException.class).isThrownBy(this::close);
  }

  @Test
  void throwsAJdkExceptionForAnOldAnswerToACloseThatTookEffect() {
    simulator.failNext(Fault.falsify(Falsification.STALE));

    assertThatIllegalArgumentException()
        .isThrownBy(this::close)
        .withMessageContaining("of httpResponse is expires");
    assertThat(simulator.state(Peers.ORDER)).contains(OrderState.CLOSED);
  }

  @Test
  void throwsAJdkExceptionForAnUnsignedAnswer() {
    simulator.failNext(Fault.answer(204, new byte[0]).withHeader("Content-Type", "text/plain"));

    assertThatIllegalArgumentException().isThrownBy(this::close);
  }

  @Test
  void losesTheStatusOfAPageOfHtml() {
    simulator.failNext(Fault.html(502));

    assertThatExceptionOfType(JsonSyntaxException.class)
        .isThrownBy(this::close)
        .withMessageNotContaining("502");
  }

  @ParameterizedTest
  @CsvSource({"429, FREQUENCY_LIMITED", "500, SYSTEM_ERROR"})
  void sendsACloseOnce(int status, String code) {
    simulator.failNext(Fault.error(status, code));

    assertThatExceptionOfType(ServiceException.class).isThrownBy(this::close);
    assertThat(simulator.requestCount()).isEqualTo(1);
  }

  @Test
  void treatsASigned202AsASuccess() {
    simulator.failNext(Fault.error(202, "USER_PAYING").withSignature());

    close();

    assertThat(simulator.state(Peers.ORDER)).as("nobody closed it").contains(OrderState.UNPAID);
  }

  @Test
  void sendsAnOrderNumberThatNoOrderCanHave() {
    assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> close("short"));

    assertThat(simulator.requestCount()).isEqualTo(1);
  }

  @Test
  void showsTheAuthorizationInTheMessageOfItsException() {
    simulator.failNext(Fault.error(403, "TRADE_ERROR"));

    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(this::close)
        .withMessageContaining("signature=");
  }

  @Test
  void reportsARefusalAsThePagesShow() {
    simulator.failNext(Fault.error(403, "TRADE_ERROR"));
    PeerSnippets.Handlers handlers = new PeerSnippets.Handlers();
    CloseOrderRequest request = new CloseOrderRequest();
    request.setMchid(simulator.mchid());
    request.setOutTradeNo(Peers.ORDER);

    handlers.wechatpayJava(service, request);

    assertThat(handlers.reports).containsExactly("refused 403 TRADE_ERROR");
  }

  private void close() {
    close(Peers.ORDER);
  }

  private void close(String outTradeNo) {
    PeerSnippets.wechatpayJavaClose(service, simulator.mchid(), outTradeNo);
  }
}
