package io.github.wechatpayfeign.merchant;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keys of WeChat Pay by serial. Immutable. */
public final class VerificationKeys {

  /** No keys. */
  public static final VerificationKeys NONE = new VerificationKeys(Map.of());

  private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f]+");

  private final Map<String, VerificationKey> keys;

  private VerificationKeys(Map<String, VerificationKey> keys) {
    this.keys = Map.copyOf(keys);
  }

  /** Returns these keys; of two with the same serial, the last one is kept. */
  public static VerificationKeys of(Collection<VerificationKey> keys) {
    return NONE.with(keys);
  }

  /** Returns these keys and the added ones; of two with the same serial, the added one is kept. */
  public VerificationKeys with(Collection<VerificationKey> added) {
    Map<String, VerificationKey> all = new LinkedHashMap<>(keys);
    for (VerificationKey key : added) {
      all.put(normalized(key.serial()), key);
    }
    return new VerificationKeys(all);
  }

  /** Returns the key with a serial, valid or not, or null if there is none. */
  public @Nullable VerificationKey find(String serial) {
    VerificationKey exactly = keys.get(serial);
    return exactly == null ? keys.get(normalized(serial)) : exactly;
  }

  /**
   * Returns the key with a serial, or null if it is missing, of another scheme or not valid now.
   */
  public @Nullable VerificationKey findUsable(String serial, Scheme scheme, Instant now) {
    VerificationKey key = find(serial);
    return key != null && key.scheme() == scheme && key.isValidAt(now) ? key : null;
  }

  /** Returns the serials of all keys as text, and marks those that are not valid now. */
  public String describeAt(Instant now) {
    String all =
        keys.values().stream()
            .map(key -> key.serial() + (key.isValidAt(now) ? "" : " (not valid now)"))
            .sorted()
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "no key of WeChat Pay" : all;
  }

  /** Returns whether one of the keys is valid at a moment. */
  public boolean areUsableAt(Instant now) {
    for (VerificationKey key : keys.values()) {
      if (key.isValidAt(now)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the key of the valid platform certificate that began last. A withdrawn certificate is
   * the last resort, because the gateway refuses a request that names it.
   */
  public Optional<VerificationKey> newestAt(Instant now) {
    return keys.values().stream()
        .filter(key -> !key.isPublicKey() && key.isValidAt(now))
        .max(
            Comparator.comparing((VerificationKey key) -> !key.withdrawn())
                .thenComparing(VerificationKey::from));
  }

  /** Returns all keys, valid or not. */
  public Collection<VerificationKey> all() {
    return keys.values();
  }

  /** The serial of a certificate is hexadecimal in any case; the id of a public key is not. */
  private static String normalized(String serial) {
    return HEXADECIMAL.matcher(serial).matches() ? serial.toUpperCase(Locale.ROOT) : serial;
  }
}
