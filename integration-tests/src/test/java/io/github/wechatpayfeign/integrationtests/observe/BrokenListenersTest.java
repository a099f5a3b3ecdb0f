package io.github.wechatpayfeign.integrationtests.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayBuilder;
import io.github.wechatpayfeign.client.observe.AttemptEnd;
import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.client.observe.CallStart;
import io.github.wechatpayfeign.integrationtests.support.ObservedCalls;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listeners that throw or ask for what cannot be sent harm neither a call nor other listeners. */
class BrokenListenersTest {

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();

  private final String outTradeNo = "ORDER-20261123-1";
  private final ObservedCalls calls = new ObservedCalls();

  @BeforeEach
  void placeAnOrder() {
    SIMULATOR.reset();
    SIMULATOR.createOrder(outTradeNo);
  }

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @Test
  void isNotHarmedByAListenerThatThrows() {
    Logger log = Logger.getLogger(CallListener.class.getName());
    log.setLevel(Level.OFF);
    WechatPayBuilder builder =
        builder()
            .listener(
                call -> {
                  throw new IllegalStateException("a listener failed, on purpose");
                })
            .listener(BrokenListenersTest::none)
            .listener(call -> new BrokenObserver());
    try (WechatPay wechatPay = calls.client(builder)) {
      wechatPay.closeOrder(outTradeNo);

      assertThat(calls.onlyCall()).isEqualTo("close SUCCESS 204 none none");
    } finally {
      log.setLevel(null);
    }
  }

  @Test
  void sendsNoHeaderOfAListenerThatCannotBeSentOrIsThere() {
    Map<String, String> odd =
        Map.of("Authorization", "Bearer x", "baggage", "订单\n", "x y", "z", "fine", "yes");
    try (WechatPay wechatPay =
        builder()
            .listener(
                call ->
                    new CallObserver() {
                      @Override
                      public Map<String, String> headers() {
                        return odd;
                      }
                    })
            .build()) {
      wechatPay.closeOrder(outTradeNo);

      ReceivedRequest request = SIMULATOR.requests().get(0);
      assertThat(request.header("fine")).containsExactly("yes");
      assertThat(request.header("baggage")).isEmpty();
      assertThat(request.header("Authorization"))
          .singleElement()
          .asString()
          .startsWith("WECHATPAY2-SHA256-RSA2048 ");
    }
  }

  @SuppressWarnings("NullAway") // A listener of a user may be compiled without such checks.
  private static CallObserver none(CallStart call) {
    return null;
  }

  private static WechatPayBuilder builder() {
    return WechatPay.builder(SimulatedGateway.merchantOf(SIMULATOR)).baseUrl(SIMULATOR.baseUrl());
  }

  /** Fails in each of its methods, also with errors. */
  private static final class BrokenObserver implements CallObserver {

    @Override
    public Map<String, String> headers() {
      throw new NoClassDefFoundError("on purpose");
    }

    @Override
    public void attempted(AttemptEnd attempt) {
      throw new IllegalStateException("on purpose");
    }

    @Override
    public void ended(CallEnd end) {
      throw new StackOverflowError();
    }
  }
}
