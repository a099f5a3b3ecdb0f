package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.client.observe.CallGuard;
import io.github.wechatpayfeign.client.observe.CallObserver;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes guards from instances of Resilience4j. Their names say whose calls they guard: {@code
 * wechatpay} those of all merchants, {@code wechatpay-shop} those of the merchant {@code shop}. An
 * instance that does not exist guards nothing.
 */
final class NamedGuards {

  private static final String NAME = "wechatpay";
  private static final CallObserver NOBODY = new CallObserver() {};

  private NamedGuards() {}

  /** Returns a guard of all calls; it admits everything if nothing is named {@code wechatpay}. */
  static CallGuard ofAll(Function<String, Optional<CallGuard>> find) {
    return find.apply(NAME).orElse(call -> NOBODY);
  }

  /** Returns a guard of the calls of those merchants that have an instance with their name. */
  static CallGuard ofMerchants(
      ConfiguredMerchants merchants, Function<String, Optional<CallGuard>> find) {
    Map<String, CallGuard> byMchid = new HashMap<>();
    for (String name : merchants.names()) {
      if (!name.isEmpty()) {
        find.apply(NAME + "-" + name)
            .ifPresent(guard -> byMchid.put(merchants.merchant(name).merchant().mchid(), guard));
      }
    }
    return call -> {
      @Nullable CallGuard guard = byMchid.get(call.mchid());
      return guard == null ? NOBODY : guard.admit(call);
    };
  }
}
