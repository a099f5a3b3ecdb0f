package io.github.wechatpayfeign.merchant;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The name of a key and the time in which it is valid, but not the key. Immutable. */
public final class KeyValidity {

  private final String serial;
  private final @Nullable Instant from;
  private final @Nullable Instant until;

  private KeyValidity(String serial, @Nullable Instant from, @Nullable Instant until) {
    this.serial = Objects.requireNonNull(serial, "serial");
    this.from = from;
    this.until = until;
  }

  static KeyValidity unlimited(String serial) {
    return new KeyValidity(serial, null, null);
  }

  static KeyValidity between(String serial, Instant from, Instant until) {
    return new KeyValidity(serial, from, until);
  }

  /** Returns the serial of a certificate, or the id of a WeChat Pay public key. */
  public String serial() {
    return serial;
  }

  /**
   * Returns the first moment at which the key is valid. Null means that it is not limited, as a
   * public key, or that the time is not known: the merchant was given a serial but no certificate.
   */
  public @Nullable Instant from() {
    return from;
  }

  /** Returns the last moment at which the key is valid, or null as {@link #from} does. */
  public @Nullable Instant until() {
    return until;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyValidity that
        && serial.equals(that.serial)
        && Objects.equals(from, that.from)
        && Objects.equals(until, that.until);
  }

  @Override
  public int hashCode() {
    return Objects.hash(serial, from, until);
  }

  @Override
  public String toString() {
    return "KeyValidity[" + serial + ", from=" + from + ", until=" + until + ']';
  }
}
