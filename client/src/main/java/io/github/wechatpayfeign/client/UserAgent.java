package io.github.wechatpayfeign.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The {@code User-Agent} of this library: its name and version. */
final class UserAgent {

  static final String VALUE =
      "wechatpay-feign/" + version() + " (Java/" + System.getProperty("java.version") + ")";

  private UserAgent() {}

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in = UserAgent.class.getResourceAsStream("version.properties")) {
      properties.load(Objects.requireNonNull(in, "version.properties is missing from the jar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
