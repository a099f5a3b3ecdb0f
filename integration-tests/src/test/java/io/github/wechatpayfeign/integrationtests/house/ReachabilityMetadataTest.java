package io.github.wechatpayfeign.integrationtests.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The jars tell GraalVM what a native image has to keep, and nothing there is missing or left over.
 * No image is built here. {@code -Dreachability.update=true} rewrites the files.
 */
class ReachabilityMetadataTest {

  private static final boolean UPDATE = Boolean.getBoolean("reachability.update");
  private static final ObjectMapper MAPPER = new JsonMapper();
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.github.wechatpayfeign");

  /** The members of each object that GraalVM's schema of the file knows, of those that we use. */
  private static final Map<String, Set<String>> KNOWN =
      Map.of(
          "", Set.of("comment", "reflection", "resources"),
          "reflection",
              Set.of(
                  "condition",
                  "type",
                  "fields",
                  "methods",
                  "allDeclaredConstructors",
                  "allDeclaredFields",
                  "allDeclaredMethods",
                  "allPublicMethods"),
          "resources", Set.of("condition", "glob"),
          "condition", Set.of("typeReached"),
          "type", Set.of("proxy"),
          "fields", Set.of("name"),
          "methods", Set.of("name", "parameterTypes"));

  /** A class of OkHttp 3, which is looked for but not in the class path. */
  private static final Set<String> ABSENT = Set.of("okhttp3.internal.Version");

  /** Calls that a native image may be unable to follow. */
  private static final Pattern REFLECTIVE =
      Pattern.compile(
          "forName|getResource\\w*|getSystemResource\\w*|loadClass|load|getBundle"
              + "|newProxyInstance|newInstance|invoke|invokeWithArguments|getRecordComponents"
              + "|get(Declared)?(Constructors?|Fields?|Methods?|Classes)|find\\w*");

  private static List<String> modules() {
    return ReachabilityMetadata.MODULES;
  }

  private static List<String> modulesWithFile() {
    return modules().stream().filter(module -> Files.exists(path(module))).toList();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void keepsWhatFeignJacksonAndTheCodeReach(String module) throws IOException {
    List<String> lines = ReachabilityMetadata.of(HOUSE).lines(module);
    Path file = path(module);
    if (UPDATE && !lines.isEmpty()) {
      Files.createDirectories(file.getParent());
      Files.write(file, lines);
    }

    assertThat(Files.exists(file) ? Files.readAllLines(file) : List.of())
        .as(file + "; if the change is meant, -Dreachability.update=true")
        .isEqualTo(lines);
  }

  @ParameterizedTest
  @MethodSource("modulesWithFile")
  void isInTheJarWithTheDocumentedShape(String module) throws IOException {
    try (InputStream in =
        getClass().getClassLoader().getResourceAsStream(ReachabilityMetadata.file(module))) {
      assertThat(in).isNotNull();
      String packaged = new String(in.readAllBytes(), UTF_8);
      assertThat(packaged).isEqualTo(Files.readString(path(module)));
      requireKnown("", MAPPER.readTree(packaged));
    }
  }

  @ParameterizedTest
  @MethodSource("modulesWithFile")
  void namesTypesAndMembersThatExist(String module) throws Exception {
    for (JsonNode entry : MAPPER.readTree(Files.readString(path(module))).path("reflection")) {
      JsonNode type = entry.path("type");
      for (JsonNode name : type.isTextual() ? List.of(type) : type.path("proxy")) {
        if (!ABSENT.contains(name.asText())) {
          requireMembers(entry, load(name.asText()));
        }
      }
    }
  }

  @Test
  void jacksonFindsNoOtherType() throws Exception {
    Set<String> listed = listed();
    for (String name : listed) {
      JavaType type = MAPPER.constructType(load(name));
      if (!ReachabilityMetadata.module(name).isEmpty() && !type.isInterface()) {
        List<BeanDescription> sides =
            List.of(
                MAPPER.getSerializationConfig().introspect(type),
                MAPPER.getDeserializationConfig().introspect(type));
        for (BeanDescription side : sides) {
          for (BeanPropertyDefinition property : side.findProperties()) {
            assertThat(typesIn(property.getPrimaryType()))
                .as(name + "." + property.getName())
                .allMatch(
                    found ->
                        ReachabilityMetadata.module(found).isEmpty() || listed.contains(found));
          }
        }
      }
    }
  }

  @Test
  void knowsEveryReflectiveCall() {
    Set<String> callers =
        HOUSE.stream()
            .filter(type -> modules().contains(ReachabilityMetadata.module(type.getName())))
            .filter(
                type ->
                    type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> isReflective(call.getTarget())))
            .map(type -> type.getName().replaceFirst("\\$.*", ""))
            .collect(Collectors.toSet());

    assertThat(callers)
        .containsExactlyInAnyOrderElementsOf(ReachabilityMetadata.NEEDED_BY_CALLER.keySet());
  }

  private static boolean isReflective(AccessTarget.MethodCallTarget target) {
    JavaClass owner = target.getOwner();
    boolean isEntrance =
        owner.getPackageName().equals("java.lang.reflect")
            || owner.getPackageName().equals("java.lang.invoke")
            || Stream.of(Class.class, ClassLoader.class, ServiceLoader.class, ResourceBundle.class)
                .anyMatch(owner::isAssignableTo);
    return isEntrance && REFLECTIVE.matcher(target.getName()).matches();
  }

  private static void requireKnown(String name, JsonNode node) {
    if (node.isObject()) {
      assertThat(KNOWN).containsKey(name);
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        assertThat(KNOWN.get(name)).as(name).contains(member.getKey());
        requireKnown(member.getKey(), member.getValue());
      }
    } else if (node.isArray()) {
      node.forEach(element -> requireKnown(name, element));
    }
  }

  private static void requireMembers(JsonNode entry, Class<?> type) throws Exception {
    for (JsonNode field : entry.path("fields")) {
      assertThat(type.getField(field.path("name").asText())).isNotNull();
    }
    for (JsonNode method : entry.path("methods")) {
      Method found = type.getMethod(method.path("name").asText());
      assertThat(method.path("parameterTypes")).hasSize(found.getParameterCount());
    }
    if (entry.path("type").has("proxy")) {
      assertThat(type.isInterface()).as(type.getName()).isTrue();
    }
  }

  private static Set<String> listed() throws IOException {
    Set<String> names = new HashSet<>();
    for (String module : modulesWithFile()) {
      for (JsonNode entry : MAPPER.readTree(Files.readString(path(module))).path("reflection")) {
        if (entry.path("allDeclaredFields").asBoolean()) {
          names.add(entry.path("type").asText());
        }
      }
    }
    assertThat(names).isNotEmpty();
    return names;
  }

  private static List<String> typesIn(JavaType type) {
    return Stream.concat(
            Stream.of(type.getRawClass().getName()),
            type.getBindings().getTypeParameters().stream()
                .flatMap(inside -> typesIn(inside).stream()))
        .toList();
  }

  private static Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(name, false, ReachabilityMetadataTest.class.getClassLoader());
  }

  private static Path path(String module) {
    return ReachabilityMetadata.folder(module).resolve(ReachabilityMetadata.file(module));
  }
}
