package io.github.wechatpayfeign.client;

import io.github.wechatpayfeign.merchant.internal.JarName;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses an OkHttp that is older than the oldest version that is tested. An old version may lack
 * methods that are first called while a request is under way, or may send a request twice.
 *
 * <p>This class reads OkHttp by reflection only. The compiler would copy a version constant into
 * this class, and a reference to a class that an old OkHttp lacks would fail before this class can
 * explain it.
 */
final class OkHttpVersion {

  private static final String MIN_VERSION = "4.12.0";

  /** A version number, alone or at the end of a {@code User-Agent} after the name of OkHttp. */
  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})[\\w.+-]*$");

  private OkHttpVersion() {}

  /**
   * Checks the version of the OkHttp on the class path. An OkHttp that does not tell its version is
   * accepted.
   *
   * @throws IllegalStateException if it is too old: the message names both versions and says what
   *     to do
   */
  static void requireSupported() {
    Class<?> client = find("okhttp3.OkHttpClient", OkHttpVersion.class.getClassLoader());
    String found = client == null ? null : versionOf(client);
    if (client != null && found != null && number(found) < number(MIN_VERSION)) {
      String location = JarName.locationOf(client);
      throw new IllegalStateException(
          "OkHttp "
              + found
              + (location == null ? "" : " (" + JarName.of(location) + ")")
              + " is too old, the oldest supported version is "
              + MIN_VERSION
              + ": exclude com.squareup.okhttp3:okhttp from the dependency that brings it, or set"
              + " its version (in Spring Boot 2, with the property okhttp3.version)");
    }
  }

  /**
   * Returns the version of the jar that has the client. A second jar on the class path may have
   * another version, because OkHttp 5 has another artifact id.
   */
  private static @Nullable String versionOf(Class<?> client) {
    String since47 = constant(client, "okhttp3.OkHttp", "VERSION");
    return since47 == null ? constant(client, "okhttp3.internal.Version", "userAgent") : since47;
  }

  /**
   * Returns the version in a constant, or in the result of the method that OkHttp 3 has instead.
   */
  private static @Nullable String constant(Class<?> client, String type, String name) {
    Class<?> owner = find(type, client.getClassLoader());
    if (owner == null || !Objects.equals(JarName.locationOf(owner), JarName.locationOf(client))) {
      return null;
    }
    Object value;
    try {
      value = owner.getField(name).get(null);
    } catch (ReflectiveOperationException | LinkageError noConstant) {
      value = returned(owner, name);
    }
    Matcher number = VERSION.matcher(String.valueOf(value));
    return number.find() ? number.group() : null;
  }

  private static @Nullable Object returned(Class<?> owner, String name) {
    try {
      return owner.getMethod(name).invoke(null);
    } catch (ReflectiveOperationException | LinkageError noMethod) {
      return null;
    }
  }

  private static @Nullable Class<?> find(String name, @Nullable ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError notThere) {
      return null;
    }
  }

  /** Returns major and minor version as one number. */
  private static int number(String version) {
    Matcher parts = VERSION.matcher(version);
    return parts.find()
        ? Integer.parseInt(parts.group(1)) * 10_000 + Integer.parseInt(parts.group(2))
        : 0;
  }
}
