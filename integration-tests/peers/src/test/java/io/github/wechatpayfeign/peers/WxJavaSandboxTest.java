package io.github.wechatpayfeign.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.binarywang.wxpay.bean.notify.SignatureHeader;
import com.github.binarywang.wxpay.bean.notify.WxPayNotifyV3Result.DecryptNotifyResult;
import com.github.binarywang.wxpay.bean.request.WxPayRefundV3Request;
import com.github.binarywang.wxpay.bean.request.WxPayUnifiedOrderV3Request;
import com.github.binarywang.wxpay.bean.result.enums.TradeTypeEnum;
import com.github.binarywang.wxpay.exception.WxPayException;
import com.github.binarywang.wxpay.service.WxPayService;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.RefundState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a shop does with WxJava, weixin-java-pay 4.7.0, works in the simulator. */
class WxJavaSandboxTest {

  private static final String REFUND = "REFUND-20261123-1";

  @TempDir Path folder;

  private final WechatPaySimulator simulator = WechatPaySimulator.start();
  private NoticeReceiver shop;
  private WxPayService service;

  @BeforeEach
  void setUp() throws IOException {
    simulator.book().refunds().settleNew(RefundState.PROCESSING, 0);
    shop = new NoticeReceiver();
    service = new Peers(simulator, folder).wxJava("simulator.mch.weixin.qq.com");
    service.getConfig().setAppId(simulator.appid());
  }

  @AfterEach
  void stop() {
    shop.close();
    simulator.close();
  }

  @Test
  void placesAnOrder() throws WxPayException {
    assertThat(place()).startsWith("weixin://wxpay/bizpayurl?pr=");

    assertThat(simulator.orders()).isEqualTo(Map.of(Peers.ORDER, OrderState.UNPAID));
    assertThat(simulator.book().notifyUrl(Peers.ORDER)).contains(shop.url());
  }

  @Test
  void queriesAnOrderBeforeAndAfterItsPayment() throws WxPayException {
    place();
    assertThat(tradeState()).isEqualTo("NOTPAY");

    simulator.pay(Peers.ORDER);

    assertThat(tradeState()).isEqualTo("SUCCESS");
  }

  @Test
  void closesAnOrder() throws WxPayException {
    place();

    service.closeOrderV3(Peers.ORDER);

    assertThat(simulator.state(Peers.ORDER)).contains(OrderState.CLOSED);
    assertThat(tradeState()).isEqualTo("CLOSED");
  }

  @Test
  void isToldThatAnOrderIsPaid() throws WxPayException {
    place();
    simulator.pay(Peers.ORDER);

    assertThatExceptionOfType(WxPayException.class)
        .isThrownBy(() -> service.closeOrderV3(Peers.ORDER))
        .returns("ORDER_PAID", WxPayException::getErrCode);
    assertThat(simulator.state(Peers.ORDER)).contains(OrderState.PAID);
  }

  /** The real gateway was seen to answer 204 about a number that it does not know. */
  @Test
  void isNotToldThatAnOrderIsUnknown() throws WxPayException {
    service.closeOrderV3(Peers.ORDER);

    assertThat(simulator.orders()).isEmpty();
    assertThatExceptionOfType(WxPayException.class)
        .isThrownBy(this::tradeState)
        .returns("ORDER_NOT_EXIST", WxPayException::getErrCode);
  }

  @Test
  void refundsAnOrderAndQueriesTheRefund() throws WxPayException {
    place();
    simulator.pay(Peers.ORDER);

    refund();
    assertThat(service.refundQueryV3(REFUND).getStatus()).isEqualTo("PROCESSING");
    simulator.book().refunds().move(REFUND, RefundState.SUCCESS);

    assertThat(service.refundQueryV3(REFUND).getStatus()).isEqualTo("SUCCESS");
    assertThat(simulator.book().refunds().refunded(Peers.ORDER)).isEqualTo(30);
    assertThat(simulator.state(Peers.ORDER)).contains(OrderState.REFUNDED);
  }

  @Test
  void parsesNoticesOfAPaymentAndOfARefund() throws WxPayException {
    place();
    simulator.pay(Peers.ORDER);
    simulator.notices().deliverPending();

    DecryptNotifyResult paid =
        service.parseOrderNotifyV3Result(shop.last().body(), header(shop.last())).getResult();
    assertThat(paid.getOutTradeNo()).isEqualTo(Peers.ORDER);
    assertThat(paid.getAmount().getTotal()).isEqualTo(100);
    refund();
    simulator.book().refunds().move(REFUND, RefundState.SUCCESS);
    simulator.notices().deliverPending();

    assertThat(
            service
                .parseRefundNotifyV3Result(shop.last().body(), header(shop.last()))
                .getResult()
                .getRefundStatus())
        .isEqualTo("SUCCESS");
  }

  @Test
  void refusesAForgedNotice() throws WxPayException {
    place();
    simulator.pay(Peers.ORDER);
    simulator.notices().deliverPending();

    assertThatExceptionOfType(WxPayException.class)
        .isThrownBy(
            () ->
                service.parseOrderNotifyV3Result(shop.last().body(), header(shop.last().forged())));
  }

  private String place() throws WxPayException {
    WxPayUnifiedOrderV3Request request =
        new WxPayUnifiedOrderV3Request()
            .setDescription("Image 形象店")
            .setOutTradeNo(Peers.ORDER)
            .setNotifyUrl(shop.url())
            .setAmount(new WxPayUnifiedOrderV3Request.Amount().setTotal(100));
    return service.createOrderV3(TradeTypeEnum.NATIVE, request);
  }

  private String tradeState() throws WxPayException {
    return service.queryOrderV3(null, Peers.ORDER).getTradeState();
  }

  private void refund() throws WxPayException {
    WxPayRefundV3Request request =
        new WxPayRefundV3Request()
            .setOutTradeNo(Peers.ORDER)
            .setOutRefundNo(REFUND)
            .setReason("退货")
            .setNotifyUrl(shop.url())
            .setAmount(
                new WxPayRefundV3Request.Amount().setRefund(30).setTotal(100).setCurrency("CNY"));
    assertThat(service.refundV3(request).getOutRefundNo()).isEqualTo(REFUND);
  }

  private static SignatureHeader header(NoticeReceiver.Received notice) {
    SignatureHeader header = new SignatureHeader();
    header.setSerial(notice.serial());
    header.setTimeStamp(notice.timestamp());
    header.setNonce(notice.nonce());
    header.setSignature(notice.signature());
    return header;
  }
}
