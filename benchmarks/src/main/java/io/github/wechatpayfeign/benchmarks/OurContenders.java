package io.github.wechatpayfeign.benchmarks;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.ClosePolicy;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayBuilder;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.client.observe.AttemptEnd;
import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The variants of this client. */
final class OurContenders {

  private OurContenders() {}

  /** Runs the contender that is named by the arguments. */
  public static void main(String[] arguments) throws Exception {
    Map<String, Contender.Factory> all = new LinkedHashMap<>();
    all.put("ours", OurContenders::ours);
    all.put("ours-decisive", setup -> decisive(setup, ClosePolicy.standard()));
    all.put("ours-close-first", setup -> decisive(setup, ClosePolicy.standard().closeFirst()));
    all.put("ours-3-listeners", OurContenders::listened);
    all.put("ours-10000-merchants", setup -> registry(setup, 10_000));
    Driver.run(all, arguments);
  }

  static MerchantBuilder merchant(Setup setup) {
    return Merchant.builder()
        .mchid(Setup.MCHID)
        .merchantSerial(Setup.SERIAL)
        .privateKey(setup.privateKeyFile())
        .wechatPayPublicKey(Setup.PUBLIC_KEY_ID, setup.publicKeyFile());
  }

  private static Contender ours(Setup setup) {
    Merchant merchant = merchant(setup).build();
    WechatPay wechatPay = WechatPay.builder(merchant).baseUrl(setup.baseUrl()).build();
    return new Contender() {
      @Override
      public void call() {
        wechatPay.closeOrder(Setup.ORDER);
      }

      @Override
      public String provider(Setup ignored) {
        return merchant.signatureProviderName();
      }
    };
  }

  /** Each call decides a new order, which is open. */
  private static Contender decisive(Setup setup, ClosePolicy policy) {
    WechatPay wechatPay =
        WechatPay.builder(merchant(setup).build())
            .baseUrl(setup.baseUrl())
            .closePolicy(policy)
            .build();
    OrderNumbers numbers = new OrderNumbers();
    return () -> {
      CloseDecision decision = wechatPay.closeDecisively(numbers.next());
      if (decision.kind() != CloseDecision.Kind.CLOSED) {
        throw new IllegalStateException(decision.toString());
      }
    };
  }

  /** The listeners look at what they are told, as one that measures does. */
  private static Contender listened(Setup setup) {
    WechatPayBuilder builder = WechatPay.builder(merchant(setup).build()).baseUrl(setup.baseUrl());
    LongAdder nanos = new LongAdder();
    for (int i = 0; i < 3; i++) {
      builder.listener(
          call ->
              new CallObserver() {
                @Override
                public void attempted(AttemptEnd attempt) {
                  nanos.add(attempt.duration().toNanos());
                }

                @Override
                public void ended(CallEnd end) {
                  nanos.add(end.duration().toNanos());
                }
              });
    }
    WechatPay wechatPay = builder.build();
    return () -> wechatPay.closeOrder(Setup.ORDER);
  }

  private static Contender registry(Setup setup, int merchants) {
    WechatPayRegistry registry = WechatPayRegistry.builder().baseUrl(setup.baseUrl()).build();
    WechatPay[] all = new WechatPay[merchants];
    for (int i = 0; i < merchants; i++) {
      all[i] = registry.put(merchant(setup).mchid(Integer.toString(1_900_000_000 + i)).build());
    }
    AtomicInteger next = new AtomicInteger();
    return () -> all[next.getAndIncrement() % merchants].closeOrder(Setup.ORDER);
  }
}
