package io.github.wechatpayfeign.spring;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes values of properties to setters. If a setter refuses a value, the exception names the
 * property, which the setter does not know.
 *
 * @param prefix the prefix of the properties, such as {@code wechatpay}
 */
record PropertyCheck(String prefix) {

  /** Sets a value unless it is null. */
  <T> void set(String name, @Nullable T value, Phrase remedy, Consumer<T> setter) {
    if (value != null) {
      var unused =
          check(
              name,
              remedy,
              () -> {
                setter.accept(value);
                return value;
              });
    }
  }

  /** Takes a step that uses the value of a property. */
  <T> T check(String name, Phrase remedy, Supplier<T> step) {
    try {
      return step.get();
    } catch (IllegalArgumentException e) {
      throw wrong(
          name, Phrase.of("{0}", Objects.requireNonNullElse(e.getMessage(), e.toString())), remedy);
    }
  }

  WrongPropertyException wrong(String name, Phrase problem, Phrase remedy) {
    return new WrongPropertyException(
        prefix + "." + name, problem, Phrase.of("Set {0} to {1}", prefix + "." + name, remedy));
  }
}
