package io.github.wechatpayfeign.merchant.internal;

import java.net.URL;
import java.security.CodeSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names jars, for messages about the class path. */
public final class JarName {

  private static final Pattern JAR = Pattern.compile("([^/\\\\!]+\\.jar)(?=!?/|!?$)");

  private JarName() {}

  /** Returns the URL that a class was loaded from, or null if it is unknown. */
  public static @Nullable String locationOf(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    return location == null ? null : location.toString();
  }

  /**
   * Returns the name of the innermost jar in a URL, also if an application loads it in its own way.
   */
  public static String of(String url) {
    Matcher jar = JAR.matcher(url);
    String name = url;
    while (jar.find()) {
      name = jar.group(1);
    }
    return name;
  }
}
