package io.github.wechatpayfeign.simulator.internal.page;

import io.github.wechatpayfeign.simulator.internal.http.GatewayAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of the page, at {@code /} and under {@code /__page/}. */
public final class PageFiles {
  /** The page loads nothing from elsewhere, and no other page may show it. */
  private static final String POLICY =
      "default-src 'self'; img-src data:; frame-ancestors 'none'; form-action 'self'";

  private static final Map<String, String> FILES =
      Map.of(
          "/", "index.html",
          "/__page/page.css", "page.css",
          "/__page/page.js", "page.js",
          "/__page/texts.js", "texts.js");

  private static final Map<String, String> TYPES =
      Map.of("html", "text/html", "css", "text/css", "js", "text/javascript");

  private PageFiles() {}

  /** Returns the file at a raw path, if a browser asks for one. */
  public static Optional<GatewayAnswer> answer(String method, String path) {
    String name = FILES.get(path);
    if (name == null || !(method.equals("GET") || method.equals("HEAD"))) {
      return Optional.empty();
    }
    String type = TYPES.get(name.substring(name.indexOf('.') + 1));
    Map<String, List<String>> headers =
        Map.of(
            "Content-Type", List.of(type + "; charset=utf-8"),
            "Cache-Control", List.of("no-cache"),
            "Content-Security-Policy", List.of(POLICY),
            "X-Content-Type-Options", List.of("nosniff"));
    return Optional.of(new GatewayAnswer(200, headers, bytes(name)));
  }

  private static byte[] bytes(String name) {
    try (InputStream file = PageFiles.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(
            "The file %s of the page is missing: keep the simulator's jar as it is"
                .formatted(name));
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + name + " of the page cannot be read", e);
    }
  }
}
