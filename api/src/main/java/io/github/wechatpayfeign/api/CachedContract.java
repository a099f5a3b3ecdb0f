package io.github.wechatpayfeign.api;

import feign.Contract;
import feign.MethodMetadata;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/**
 * Reads the annotations of each interface once, however many merchants implement it: what Feign
 * makes of them is the better part of the memory of a merchant. Feign copies what it changes.
 */
final class CachedContract {

  private static final ClassValue<List<MethodMetadata>> PARSED =
      new ClassValue<>() {
        @Override
        protected List<MethodMetadata> computeValue(Class<?> api) {
          return List.copyOf(feignsOwn().parseAndValidateMetadata(api));
        }
      };

  private CachedContract() {}

  /** Returns the contract of asynchronous interfaces. */
  static Contract asynchronous() {
    return PARSED::get;
  }

  /** Returns the contract of interfaces whose methods return when the call is over. */
  static Contract synchronous() {
    return api -> {
      for (Method method : api.getMethods()) {
        requireNoFuture(api, method);
      }
      return PARSED.get(api);
    };
  }

  /** A decoder would make a future of JSON, which nobody ever completes. */
  private static void requireNoFuture(Class<?> api, Method method) {
    Class<?> type = method.getReturnType();
    if (!method.isDefault()
        && (Future.class.isAssignableFrom(type) || CompletionStage.class.isAssignableFrom(type))) {
      throw new IllegalArgumentException(
          "The method "
              + api.getSimpleName()
              + '#'
              + method.getName()
              + " returns a "
              + type.getSimpleName()
              + ": create the interface by createAsync");
    }
  }

  /** Feign 13.6.1 has its default contract under this name alone. */
  @SuppressWarnings("deprecation")
  private static Contract feignsOwn() {
    return new Contract.Default();
  }
}
