package io.github.wechatpayfeign.cli.expiry;

import io.github.wechatpayfeign.cli.console.Words;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds the JDBC driver of a URL, on the class path or in a jar that the user names. */
final class Drivers {

  private Drivers() {}

  /**
   * Returns the driver.
   *
   * @param jar the jar that contains it, or null for one on the class path
   * @throws IllegalArgumentException if there is none; the message says what to do
   */
  static Driver of(JdbcUrl url, @Nullable Path jar) {
    Iterator<Driver> drivers = ServiceLoader.load(Driver.class, loader(jar)).iterator();
    while (true) {
      try {
        if (!drivers.hasNext()) {
          throw new IllegalArgumentException(none(url, jar));
        }
        Driver driver = drivers.next();
        if (driver.acceptsURL(url.text())) {
          return driver;
        }
      } catch (ServiceConfigurationError | SQLException broken) {
        // Another driver may take the URL.
      }
    }
  }

  /** The loader stays open, because a driver loads classes as long as it is used. */
  @SuppressWarnings("StreamResourceLeak")
  private static ClassLoader loader(@Nullable Path jar) {
    ClassLoader own = Drivers.class.getClassLoader();
    if (jar == null) {
      return own;
    }
    if (!Files.isRegularFile(jar)) {
      throw new IllegalArgumentException(Words.of("The file {0} does not exist", jar));
    }
    try {
      return new URLClassLoader(new URL[] {jar.toUri().toURL()}, own);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(Words.of("The file {0} cannot be read", jar), e);
    }
  }

  private static String none(JdbcUrl url, @Nullable Path jar) {
    return jar == null
        ? Words.of(
            "There is no JDBC driver for {0} here: give its jar with --driver-jar FILE; those of"
                + " PostgreSQL and H2 are built in",
            url.kind())
        : Words.of(
            "There is no JDBC driver for {0} in {1}: check --driver-jar and --jdbc",
            url.kind(), jar);
  }
}
