package io.github.wechatpayfeign.client;

import feign.InvocationHandlerFactory;
import feign.Target;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Makes the methods of an asynchronous interface: {@link AsyncInvocation} says of what kind. */
final class AsyncInvocations implements InvocationHandlerFactory {

  private final Supplier<InvocationRecord> records;

  AsyncInvocations(Supplier<InvocationRecord> records) {
    this.records = records;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public InvocationHandler create(Target target, Map<Method, MethodHandler> dispatch) {
    Map<Method, MethodHandler> tied = new HashMap<>(dispatch);
    tied.replaceAll((method, feigns) -> method.isDefault() ? feigns : tied(method, feigns));
    return feignsOwn().create(target, tied);
  }

  private MethodHandler tied(Method method, MethodHandler feigns) {
    String name = method.getDeclaringClass().getSimpleName() + '#' + method.getName();
    if (method.getReturnType() != CompletableFuture.class) {
      throw new IllegalArgumentException(
          "The method "
              + name
              + " of an asynchronous interface must return a CompletableFuture, but returns "
              + method.getReturnType().getSimpleName());
    }
    return arguments -> new AsyncInvocation(name, records.get()).start(feigns, arguments);
  }

  /** Feign 13.6.1 has its default under this name alone. */
  @SuppressWarnings("deprecation")
  static InvocationHandlerFactory feignsOwn() {
    return new InvocationHandlerFactory.Default();
  }
}
