package io.github.wechatpayfeign.client;

import feign.InvocationHandlerFactory;
import feign.Target;
import feign.TypedResponse;
import io.github.wechatpayfeign.errors.CallFacts;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the methods of a synchronous interface. Whatever Feign and the code that it runs throw, the
 * methods throw only exceptions with an outcome.
 */
final class Invocations implements InvocationHandlerFactory {

  private static final ThreadLocal<InvocationRecord> CURRENT = new ThreadLocal<>();

  private final Supplier<InvocationRecord> records;

  Invocations(Supplier<InvocationRecord> records) {
    this.records = records;
  }

  /** Returns the record of the invocation that runs on this thread, or null if there is none. */
  static @Nullable InvocationRecord current() {
    return CURRENT.get();
  }

  @Override
  @SuppressWarnings("rawtypes")
  public InvocationHandler create(Target target, Map<Method, MethodHandler> dispatch) {
    Map<Method, MethodHandler> recorded = new HashMap<>(dispatch);
    recorded.replaceAll((method, handler) -> method.isDefault() ? handler : recorded(handler));
    return AsyncInvocations.defaultFactory().create(target, recorded);
  }

  /** Returns a method's result without the headers that the client added for Feign's decoder. */
  static @Nullable Object seenByCaller(@Nullable Object returned) {
    return returned instanceof TypedResponse<?> typed ? CallFacts.removeFrom(typed) : returned;
  }

  private MethodHandler recorded(MethodHandler handler) {
    return arguments -> {
      InvocationRecord outer = CURRENT.get();
      InvocationRecord record = records.get();
      CURRENT.set(record);
      try {
        return seenByCaller(handler.invoke(arguments));
      } catch (Throwable e) {
        throw record.verdict(e);
      } finally {
        record.leave();
        if (outer == null) {
          CURRENT.remove();
        } else {
          CURRENT.set(outer);
        }
      }
    };
  }
}
