package io.github.wechatpayfeign.spring;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives values of properties to setters, and names the property where a setter refuses one.
 *
 * @param prefix where the properties stand, such as {@code wechatpay}
 */
record PropertyCheck(String prefix) {

  /** Sets a value unless it is null. */
  <T> void set(String name, @Nullable T value, String remedy, Consumer<T> setter) {
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

  /** Does a step that takes the value of a property. */
  <T> T check(String name, String remedy, Supplier<T> step) {
    try {
      return step.get();
    } catch (IllegalArgumentException e) {
      throw wrong(name, Objects.requireNonNullElse(e.getMessage(), e.toString()), remedy);
    }
  }

  WrongPropertyException wrong(String name, String problem, String remedy) {
    return new WrongPropertyException(
        prefix + "." + name, problem, "Set " + prefix + "." + name + " to " + remedy);
  }
}
