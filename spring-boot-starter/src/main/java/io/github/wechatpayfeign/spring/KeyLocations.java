package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.merchant.KeyMaterial;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Reads the property of a key by the rules of Spring Boot's own SSL properties: a text that
 * contains {@code -----BEGIN} is the key; any other text is the location of a resource; a location
 * without a scheme is a file. Messages show a location, but never a key.
 */
final class KeyLocations {

  private static final String BASE64 = "base64:";

  /** The Base64 inside a PEM, set by mistake instead of the whole PEM: must not be shown. */
  private static final Pattern LIKE_A_KEY = Pattern.compile("[\\sA-Za-z0-9+/=]{80,}|.{1000,}");

  private final ResourceLoader resources = ApplicationResourceLoader.get();

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException if it cannot be read; the message shows a location, but no key
   */
  KeyMaterial read(String text) {
    if (isContent(text)) {
      return KeyMaterial.of(text);
    }
    if (!text.startsWith(BASE64) && LIKE_A_KEY.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "The value is neither a location nor PEM text (which begins with -----BEGIN)");
    }
    Path file = file(text);
    return file == null ? readResource(text) : KeyMaterial.of(file);
  }

  /** Reads a resource; its exception is not passed on, because it may quote a key. */
  private KeyMaterial readResource(String location) {
    String name = location.startsWith(BASE64) ? BASE64 + "..." : location;
    try {
      return KeyMaterial.of(name, resources.getResource(location).getInputStream());
    } catch (FileNotFoundException e) {
      return KeyMaterial.of(name, null);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("The resource " + name + " cannot be opened");
    }
  }

  /** Returns the file that a property names, or null if it names none. The file may not exist. */
  @Nullable Path file(@Nullable String text) {
    if (text == null || isContent(text) || text.startsWith(BASE64)) {
      return null;
    }
    Resource resource = resources.getResource(text);
    try {
      return resource.isFile() ? resource.getFile().toPath() : null;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static boolean isContent(String text) {
    return text.contains("-----BEGIN");
  }
}
