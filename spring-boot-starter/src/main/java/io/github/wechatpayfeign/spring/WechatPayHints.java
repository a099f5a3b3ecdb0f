package io.github.wechatpayfeign.spring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeHint;
import org.springframework.aot.hint.TypeReference;
import org.springframework.util.ClassUtils;

/**
 * Gives Spring what the metadata in the jars says that a native image has to keep: the proxies of
 * Feign, the types that Feign and Jackson use by reflection, and resources. GraalVM for JDK 17 to
 * 22 does not know the form of these files; Spring writes the form that the GraalVM of the build
 * knows.
 */
final class WechatPayHints implements RuntimeHintsRegistrar {

  /** The modules that have metadata; an application may be without the last one. */
  private static final List<String> MODULES =
      List.of("merchant", "errors", "client", "api", "order-expiry");

  @Override
  public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
    ClassLoader loader = classLoader == null ? WechatPayHints.class.getClassLoader() : classLoader;
    for (String module : MODULES) {
      JsonNode metadata = read(module, loader);
      for (JsonNode entry : metadata.path("reflection")) {
        register(entry, hints, loader);
      }
      for (JsonNode entry : metadata.path("resources")) {
        hints.resources().registerPattern(entry.path("glob").asText());
      }
    }
  }

  private static JsonNode read(String module, ClassLoader loader) {
    String file =
        "META-INF/native-image/io.github.wechatpayfeign/wechatpay-feign-"
            + module
            + "/reachability-metadata.json";
    JsonMapper mapper = new JsonMapper();
    try (InputStream in = loader.getResourceAsStream(file)) {
      return in == null ? mapper.createObjectNode() : mapper.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be read", e);
    }
  }

  private static void register(JsonNode entry, RuntimeHints hints, ClassLoader loader) {
    JsonNode type = entry.path("type");
    if (type.isTextual()) {
      // A class of an optional library may be missing.
      hints
          .reflection()
          .registerTypeIfPresent(loader, type.asText(), hint -> describe(entry, hint, loader));
    } else {
      TypeReference[] interfaces =
          StreamSupport.stream(type.path("proxy").spliterator(), false)
              .map(name -> TypeReference.of(name.asText()))
              .toArray(TypeReference[]::new);
      hints.proxies().registerJdkProxy(proxy -> proxy.proxiedInterfaces(interfaces));
    }
  }

  private static void describe(JsonNode entry, TypeHint.Builder hint, ClassLoader loader) {
    if (entry.path("allDeclaredConstructors").asBoolean()) {
      hint.withMembers(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
    }
    if (entry.path("allDeclaredFields").asBoolean()) {
      // The category for all fields has another name in Spring 7.
      Class<?> type = ClassUtils.resolveClassName(entry.path("type").asText(), loader);
      for (Field field : type.getDeclaredFields()) {
        hint.withField(field.getName());
      }
    }
    if (entry.path("allDeclaredMethods").asBoolean()) {
      hint.withMembers(MemberCategory.INVOKE_DECLARED_METHODS);
    }
    if (entry.path("allPublicMethods").asBoolean()) {
      hint.withMembers(MemberCategory.INVOKE_PUBLIC_METHODS);
    }
    entry.path("fields").forEach(field -> hint.withField(field.path("name").asText()));
    entry
        .path("methods")
        .forEach(
            method ->
                hint.withMethod(method.path("name").asText(), List.of(), ExecutableMode.INVOKE));
  }
}
