package io.github.wechatpayfeign.client;

import feign.InvocationHandlerFactory;
import feign.Target;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Makes the methods of an asynchronous interface: each call of one is an {@link AsyncInvocation}.
 */
final class AsyncInvocations implements InvocationHandlerFactory {

  private final Supplier<InvocationRecord> records;

  AsyncInvocations(Supplier<InvocationRecord> records) {
    this.records = records;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public InvocationHandler create(Target target, Map<Method, MethodHandler> dispatch) {
    Map<Method, MethodHandler> wrapped = new HashMap<>(dispatch);
    wrapped.replaceAll(
        (method, handler) -> method.isDefault() ? handler : wrapped(method, handler));
    return defaultFactory().create(target, wrapped);
  }

  private MethodHandler wrapped(Method method, MethodHandler handler) {
    String name = method.getDeclaringClass().getSimpleName() + '#' + method.getName();
    if (method.getReturnType() != CompletableFuture.class) {
      throw new IllegalArgumentException(
          "The method "
              + name
              + " of an asynchronous interface must return a CompletableFuture, but returns "
              + method.getReturnType().getSimpleName());
    }
    return arguments -> new AsyncInvocation(name, records.get()).start(handler, arguments);
  }

  /** Returns Feign's default factory. Feign 13.6.1 has it only under this deprecated name. */
  @SuppressWarnings("deprecation")
  static InvocationHandlerFactory defaultFactory() {
    return new InvocationHandlerFactory.Default();
  }
}
