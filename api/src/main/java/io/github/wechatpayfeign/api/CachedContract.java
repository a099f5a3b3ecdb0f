package io.github.wechatpayfeign.api;

import feign.Contract;
import feign.MethodMetadata;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Parses the annotations of each interface once, for any number of merchants: the metadata that
 * Feign makes of them is most of the memory of a merchant. Sharing it is safe, because Feign copies
 * the parts that it changes.
 */
final class CachedContract {

  private static final ClassValue<List<MethodMetadata>> PARSED =
      new ClassValue<>() {
        @Override
        protected List<MethodMetadata> computeValue(Class<?> api) {
          List<MethodMetadata> methods = feignsOwn().parseAndValidateMetadata(api);
          for (MethodMetadata method : methods) {
            if (method.returnType() instanceof ParameterizedType type) {
              method.returnType(NamedType.of(type));
            }
          }
          return List.copyOf(methods);
        }
      };

  private CachedContract() {}

  /** Returns the contract for asynchronous interfaces. */
  static Contract asynchronous() {
    return PARSED::get;
  }

  /** Returns the contract for interfaces whose methods return when the call is over. */
  static Contract synchronous() {
    return api -> {
      for (Method method : api.getMethods()) {
        requireNoFuture(api, method);
      }
      return PARSED.get(api);
    };
  }

  /** A decoder would read a future from JSON, and that future would never complete. */
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
              + ": create the interface with createAsync");
    }
  }

  /**
   * A type that keeps its name. Feign asks for it in each call, and Java's own types put it
   * together each time, which takes 0.4 KB.
   */
  private record NamedType(ParameterizedType type, String name) implements ParameterizedType {

    static NamedType of(ParameterizedType type) {
      return new NamedType(type, type.getTypeName());
    }

    @Override
    public Type[] getActualTypeArguments() {
      return type.getActualTypeArguments();
    }

    @Override
    public Type getRawType() {
      return type.getRawType();
    }

    @Override
    public @Nullable Type getOwnerType() {
      return type.getOwnerType();
    }

    @Override
    public String getTypeName() {
      return name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return type.equals(other instanceof NamedType that ? that.type : other);
    }

    @Override
    public int hashCode() {
      return type.hashCode();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Feign 13.6.1 has its default contract only under this name. */
  @SuppressWarnings("deprecation")
  private static Contract feignsOwn() {
    return new Contract.Default();
  }
}
