package io.github.wechatpayfeign.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.wechat.pay.java.core.Config;
import com.wechat.pay.java.core.RSAAutoCertificateConfig;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.exception.ValidationException;
import com.wechat.pay.java.core.notification.NotificationConfig;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RequestParam;
import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.payments.nativepay.NativePayService;
import com.wechat.pay.java.service.payments.nativepay.model.Amount;
import com.wechat.pay.java.service.payments.nativepay.model.PrepayRequest;
import com.wechat.pay.java.service.payments.nativepay.model.QueryOrderByOutTradeNoRequest;
import com.wechat.pay.java.service.refund.RefundService;
import com.wechat.pay.java.service.refund.model.AmountReq;
import com.wechat.pay.java.service.refund.model.CreateRequest;
import com.wechat.pay.java.service.refund.model.QueryByOutRefundNoRequest;
import com.wechat.pay.java.service.refund.model.Refund;
import com.wechat.pay.java.service.refund.model.RefundNotification;
import com.wechat.pay.java.service.refund.model.Status;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.RefundState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a shop does with the official SDK, wechatpay-java 0.2.17, works in the simulator. */
@ParameterizedClass
@EnumSource(names = {"PUBLIC_KEY", "PLATFORM_CERTIFICATE"})
class WechatpayJavaSandboxTest {

  private static final String REFUND = "REFUND-20261123-1";

  @TempDir Path folder;

  private final GatewayMode mode;
  private final WechatPaySimulator simulator;
  private NoticeReceiver shop;
  private Config config;
  private NativePayService orders;
  private RefundService refunds;

  WechatpayJavaSandboxTest(GatewayMode mode) {
    this.mode = mode;
    simulator = WechatPaySimulator.builder().mode(mode).start();
  }

  @BeforeEach
  void setUp() throws IOException {
    simulator.book().refunds().settleNew(RefundState.PROCESSING, 0);
    shop = new NoticeReceiver();
    Peers peers = new Peers(simulator, folder);
    config = mode == GatewayMode.PUBLIC_KEY ? peers.publicKeyConfig() : downloaded(peers);
    orders = new NativePayService.Builder().httpClient(peers.http(config)).build();
    refunds = new RefundService.Builder().httpClient(peers.http(config)).build();
  }

  @AfterEach
  void stop() {
    shop.close();
    simulator.close();
  }

  /** The SDK downloads the platform certificates as soon as this is built. */
  private Config downloaded(Peers peers) {
    return new RSAAutoCertificateConfig.Builder()
        .merchantId(simulator.mchid())
        .privateKey(simulator.merchantPrivateKeyPem())
        .merchantSerialNumber(simulator.merchantSerial())
        .apiV3Key(simulator.apiV3Key())
        .httpClientBuilder(peers.httpBuilder())
        .build();
  }

  @Test
  void placesAnOrder() {
    assertThat(place()).startsWith("weixin://wxpay/bizpayurl?pr=");

    assertThat(simulator.orders()).isEqualTo(Map.of(Peers.ORDER, OrderState.UNPAID));
    assertThat(simulator.book().credential(Peers.ORDER)).isPresent();
    assertThat(simulator.book().notifyUrl(Peers.ORDER)).contains(shop.url());
  }

  @Test
  void queriesAnOrderBeforeAndAfterItsPayment() {
    place();
    assertThat(query().getTradeState()).isEqualTo(Transaction.TradeStateEnum.NOTPAY);

    simulator.pay(Peers.ORDER);

    Transaction paid = query();
    assertThat(paid.getTradeState()).isEqualTo(Transaction.TradeStateEnum.SUCCESS);
    assertThat(paid.getTransactionId()).matches("\\d{28}");
    assertThat(paid.getAmount().getTotal()).isEqualTo(100);
  }

  @Test
  void closesAnOrder() {
    place();

    close(Peers.ORDER);

    assertThat(simulator.state(Peers.ORDER)).contains(OrderState.CLOSED);
    assertThat(query().getTradeState()).isEqualTo(Transaction.TradeStateEnum.CLOSED);
  }

  @Test
  void isToldThatAnOrderIsPaid() {
    place();
    simulator.pay(Peers.ORDER);

    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> close(Peers.ORDER))
        .returns(400, ServiceException::getHttpStatusCode)
        .returns("ORDER_PAID", ServiceException::getErrorCode);
    assertThat(simulator.state(Peers.ORDER)).contains(OrderState.PAID);
  }

  /** The real gateway was seen to answer 204 about a number that it does not know. */
  @Test
  void isNotToldThatAnOrderIsUnknown() {
    close(Peers.ORDER);

    assertThat(simulator.orders()).isEmpty();
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(this::query)
        .returns("ORDER_NOT_EXIST", ServiceException::getErrorCode);
  }

  @Test
  void refundsAnOrderAndQueriesTheRefund() {
    place();
    simulator.pay(Peers.ORDER);

    assertThat(refund().getStatus()).isEqualTo(Status.PROCESSING);
    simulator.book().refunds().move(REFUND, RefundState.SUCCESS);

    QueryByOutRefundNoRequest query = new QueryByOutRefundNoRequest();
    query.setOutRefundNo(REFUND);
    assertThat(refunds.queryByOutRefundNo(query).getStatus()).isEqualTo(Status.SUCCESS);
    assertThat(simulator.book().refunds().numbersOf(Peers.ORDER)).containsExactly(REFUND);
    assertThat(simulator.book().refunds().refunded(Peers.ORDER)).isEqualTo(30);
    assertThat(simulator.state(Peers.ORDER)).contains(OrderState.REFUNDED);
  }

  @Test
  void parsesNoticesOfAPaymentAndOfARefund() {
    place();
    simulator.pay(Peers.ORDER);
    simulator.notices().deliverPending();

    Transaction paid = parse(shop.last(), Transaction.class);
    assertThat(paid.getOutTradeNo()).isEqualTo(Peers.ORDER);
    assertThat(paid.getTradeState()).isEqualTo(Transaction.TradeStateEnum.SUCCESS);
    assertThat(paid.getAmount().getTotal()).isEqualTo(100);
    refund();
    simulator.book().refunds().move(REFUND, RefundState.SUCCESS);
    simulator.notices().deliverPending();

    RefundNotification refunded = parse(shop.last(), RefundNotification.class);
    assertThat(refunded.getOutRefundNo()).isEqualTo(REFUND);
    assertThat(refunded.getRefundStatus()).isEqualTo(Status.SUCCESS);
    assertThat(refunded.getAmount().getRefund()).isEqualTo(30);
  }

  @Test
  void refusesAForgedNotice() {
    place();
    simulator.pay(Peers.ORDER);
    simulator.notices().deliverPending();

    assertThatExceptionOfType(ValidationException.class)
        .isThrownBy(() -> parse(shop.last().forged(), Transaction.class));
  }

  private String place() {
    PrepayRequest request = new PrepayRequest();
    request.setAppid(simulator.appid());
    request.setMchid(simulator.mchid());
    request.setDescription("Image 形象店");
    request.setOutTradeNo(Peers.ORDER);
    request.setNotifyUrl(shop.url());
    Amount amount = new Amount();
    amount.setTotal(100);
    request.setAmount(amount);
    return orders.prepay(request).getCodeUrl();
  }

  private Transaction query() {
    QueryOrderByOutTradeNoRequest request = new QueryOrderByOutTradeNoRequest();
    request.setMchid(simulator.mchid());
    request.setOutTradeNo(Peers.ORDER);
    return orders.queryOrderByOutTradeNo(request);
  }

  private void close(String outTradeNo) {
    PeerSnippets.wechatpayJavaClose(orders, simulator.mchid(), outTradeNo);
  }

  private Refund refund() {
    CreateRequest request = new CreateRequest();
    request.setOutTradeNo(Peers.ORDER);
    request.setOutRefundNo(REFUND);
    request.setReason("退货");
    request.setNotifyUrl(shop.url());
    AmountReq amount = new AmountReq();
    amount.setRefund(30L);
    amount.setTotal(100L);
    amount.setCurrency("CNY");
    request.setAmount(amount);
    return refunds.create(request);
  }

  private <T> T parse(NoticeReceiver.Received notice, Class<T> type) {
    RequestParam request =
        new RequestParam.Builder()
            .serialNumber(notice.serial())
            .timestamp(notice.timestamp())
            .nonce(notice.nonce())
            .signature(notice.signature())
            .signType(notice.type())
            .body(notice.body())
            .build();
    return new NotificationParser((NotificationConfig) config).parse(request, type);
  }
}
