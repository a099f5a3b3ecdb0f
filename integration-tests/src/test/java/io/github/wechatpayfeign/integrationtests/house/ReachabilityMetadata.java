package io.github.wechatpayfeign.integrationtests.house;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.Converter;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import feign.Param;
import feign.RequestLine;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds what a native image of each module has to keep, in the classes of the module: the
 * interfaces and expanders of Feign, all types that Jackson reads or writes, the classes that
 * annotations of Jackson name, and the resources. What the own code reaches by a name stands in a
 * table.
 */
final class ReachabilityMetadata {

  static final List<String> MODULES =
      List.of("merchant", "errors", "signing", "client", "api", "order-expiry");

  /** What each class with a reflective call needs beside all other entries. */
  static final Map<String, String> NEEDED_BY_CALLER =
      Map.of(
          "io.github.wechatpayfeign.api.AnswerMatchesRequest",
          "{}",
          "io.github.wechatpayfeign.api.CachedContract",
          "{}",
          "io.github.wechatpayfeign.client.UserAgent",
          "{}",
          "io.github.wechatpayfeign.client.OkHttpVersion",
          """
          {"reflection": [
            {"type": "okhttp3.OkHttpClient"},
            {"type": "okhttp3.OkHttp", "fields": [{"name": "VERSION"}]},
            {"type": "okhttp3.internal.Version"}]}
          """,
          "io.github.wechatpayfeign.merchant.BouncyCastle",
          """
          {"resources": [
            {"glob": "org/bouncycastle/jce/provider/BouncyCastleProvider.class"}]}
          """,
          "io.github.wechatpayfeign.merchant.NativeRsa",
          """
          {"reflection": [
            {"type": "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider",
             "methods": [{"name": "assertHealthy", "parameterTypes": []}],
             "fields": [{"name": "INSTANCE"}]},
            {"type": "org.conscrypt.Conscrypt",
             "methods": [{"name": "checkAvailability", "parameterTypes": []},
                         {"name": "newProvider", "parameterTypes": []}]}],
           "resources": [
            {"glob": "com/amazon/corretto/crypto/provider/*amazonCorrettoCryptoProvider*"}]}
          """,
          "io.github.wechatpayfeign.expiry.ReadCommittedDataSource",
          """
          {"reflection": [
            {"type": "java.sql.Connection", "allPublicMethods": true},
            {"type": {"proxy": ["java.sql.Connection"]}}]}
          """);

  private static final String ROOT = "io.github.wechatpayfeign.";
  private static final Path NATIVE_IMAGE = Path.of("META-INF", "native-image");
  private static final ObjectMapper MAPPER = new JsonMapper();

  private final Map<String, Map<String, ObjectNode>> reflection = new TreeMap<>();
  private final Map<String, Map<String, ObjectNode>> resources = new TreeMap<>();
  private final Set<Class<?>> bodies = new HashSet<>();

  private ReachabilityMetadata() {}

  /** Finds the metadata in the classes of all modules. */
  static ReachabilityMetadata of(JavaClasses house) throws IOException {
    ReachabilityMetadata found = new ReachabilityMetadata();
    for (JavaClass type :
        house.stream().sorted(Comparator.comparing(JavaClass::getName)).toList()) {
      if (MODULES.contains(module(type.getName()))) {
        found.addLiterals(type);
        found.add(type.reflect());
      }
    }
    for (String module : MODULES) {
      found.addFiles(module);
    }
    for (Map.Entry<String, String> needed : NEEDED_BY_CALLER.entrySet()) {
      found.addNeeded(needed.getKey(), MAPPER.readTree(needed.getValue()));
    }
    return found;
  }

  /** Returns the lines of a module's file, or none if it needs no file. */
  List<String> lines(String module) {
    if (of(reflection, module).isEmpty() && of(resources, module).isEmpty()) {
      return List.of();
    }
    String text =
        "{\n  \"comment\": \"ReachabilityMetadataTest writes this file\",\n  \"reflection\": "
            + joined(of(reflection, module).values())
            + ",\n  \"resources\": "
            + joined(of(resources, module).values())
            + "\n}";
    return text.lines().toList();
  }

  /** Returns the folder of a module's own resources. */
  static Path folder(String module) {
    return Path.of("..", module, "src", "main", "resources");
  }

  /** Returns the name of a module's file, as a resource. */
  static String file(String module) {
    return "META-INF/native-image/io.github.wechatpayfeign/wechatpay-feign-"
        + module
        + "/reachability-metadata.json";
  }

  /** Returns the module of a type, or the first package of it if it is in none of the modules. */
  static String module(String type) {
    if (!type.startsWith(ROOT)) {
      return "";
    }
    String name = type.substring(ROOT.length()).replaceFirst("\\..*", "");
    return name.equals("expiry") ? "order-expiry" : name;
  }

  private static String joined(Collection<ObjectNode> entries) {
    return entries.isEmpty()
        ? "[]"
        : entries.stream()
            .map(entry -> "    " + text(entry))
            .collect(joining(",\n", "[\n", "\n  ]"));
  }

  private static String text(ObjectNode entry) {
    try {
      return MAPPER.writeValueAsString(entry);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Adds the types that a class hands to Jackson as {@code X.class}. */
  private void addLiterals(JavaClass type) {
    boolean reads =
        type.getMethodCallsFromSelf().stream()
            .anyMatch(call -> call.getTargetOwner().isAssignableTo(ObjectMapper.class));
    if (reads) {
      type.getReferencedClassObjects().stream()
          .map(ReferencedClassObject::getRawType)
          .filter(literal -> !literal.equals(type))
          .forEach(literal -> addBody(literal.reflect()));
    }
  }

  private void add(Class<?> type) {
    boolean isApi =
        type.isInterface()
            && Arrays.stream(type.getMethods())
                .anyMatch(method -> method.isAnnotationPresent(RequestLine.class));
    if (isApi) {
      addApi(type);
    }
    if (Param.Expander.class.isAssignableFrom(type) && !type.isInterface()) {
      entry(type).put("allDeclaredConstructors", true);
    }
    for (Annotation annotation : elements(type).flatMap(ReachabilityMetadata::jackson).toList()) {
      addBody(type);
      addClassesIn(annotation, type);
    }
  }

  private void addApi(Class<?> api) {
    if (api.getTypeParameters().length == 0) {
      String key = "proxy of " + api.getName();
      ObjectNode proxy = MAPPER.createObjectNode();
      proxy.putObject("type").putArray("proxy").add(api.getName());
      of(reflection, module(api.getName())).put(key, proxy);
    }
    entry(api).put("allPublicMethods", true);
    for (Method method : api.getMethods()) {
      addBody(method.getGenericReturnType());
      for (Parameter parameter : method.getParameters()) {
        addBody(parameter.getParameterizedType());
      }
    }
  }

  /** Adds a type that Jackson reads or writes, and all types inside it. */
  private void addBody(Type body) {
    if (body instanceof ParameterizedType generic) {
      addBody(generic.getRawType());
      Arrays.stream(generic.getActualTypeArguments()).forEach(this::addBody);
    } else if (body instanceof WildcardType wildcard) {
      Arrays.stream(wildcard.getUpperBounds()).forEach(this::addBody);
    } else if (body instanceof GenericArrayType array) {
      addBody(array.getGenericComponentType());
    } else if (body instanceof Class<?> type && type.isArray()) {
      addBody(type.getComponentType());
    } else if (body instanceof Class<?> type
        && MODULES.contains(module(type.getName()))
        && !type.isAnnotation()
        && bodies.add(type)) {
      entry(type)
          .put("allDeclaredConstructors", true)
          .put("allDeclaredFields", true)
          .put("allDeclaredMethods", true);
      addInside(type);
    }
  }

  private void addInside(Class<?> type) {
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
        addBody(field.getGenericType());
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (jackson(method).findAny().isPresent()) {
        addBody(method.getGenericReturnType());
      }
    }
    if (type.isSealed()) {
      Arrays.stream(type.getPermittedSubclasses()).forEach(this::addBody);
    }
    Arrays.stream(type.getInterfaces()).forEach(this::addBody);
    if (type.getSuperclass() != null) {
      addBody(type.getSuperclass());
    }
  }

  /** Adds the classes that an annotation names: some are created, the others are bodies. */
  private void addClassesIn(Annotation annotation, Class<?> user) {
    for (Method member : annotation.annotationType().getDeclaredMethods()) {
      Object value;
      try {
        value = member.invoke(annotation);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
      for (Object one : value instanceof Object[] several ? several : new Object[] {value}) {
        if (one instanceof Annotation nested) {
          addClassesIn(nested, user);
        } else if (one instanceof Class<?> type && isCreated(type)) {
          entry(type, user).put("allDeclaredConstructors", true);
        } else if (one instanceof Class<?> type) {
          addBody(type);
        }
      }
    }
  }

  private static boolean isCreated(Class<?> type) {
    return !Modifier.isAbstract(type.getModifiers())
        && Stream.of(JsonSerializer.class, JsonDeserializer.class, Converter.class)
            .anyMatch(parent -> parent.isAssignableFrom(type));
  }

  private static Stream<Annotation> jackson(AnnotatedElement element) {
    return Arrays.stream(element.getDeclaredAnnotations())
        .filter(annotation -> annotation.annotationType().getName().contains(".jackson."));
  }

  /** Returns a type and everything in it that can have an annotation. */
  private static Stream<AnnotatedElement> elements(Class<?> type) {
    List<Executable> code =
        Stream.<Executable>concat(
                Arrays.stream(type.getDeclaredMethods()),
                Arrays.stream(type.getDeclaredConstructors()))
            .toList();
    return Stream.of(
            Stream.of(type),
            Arrays.stream(type.getDeclaredFields()),
            code.stream(),
            code.stream().flatMap(unit -> Arrays.stream(unit.getParameters())))
        .flatMap(several -> several);
  }

  private static Map<String, ObjectNode> of(
      Map<String, Map<String, ObjectNode>> entries, String module) {
    return entries.computeIfAbsent(module, first -> new TreeMap<>());
  }

  private ObjectNode entry(Class<?> type) {
    return entry(type, type);
  }

  /** Returns the entry of a type in the file of the module that has it, or of its user's. */
  private ObjectNode entry(Class<?> type, Class<?> user) {
    String own = module(type.getName());
    return of(reflection, MODULES.contains(own) ? own : module(user.getName()))
        .computeIfAbsent(
            type.getName(), name -> MAPPER.createObjectNode().put("type", type.getName()));
  }

  /** Adds all resource files of the module. */
  private void addFiles(String module) throws IOException {
    Path folder = folder(module);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .map(folder::relativize)
          .filter(file -> !file.startsWith(NATIVE_IMAGE))
          .map(file -> file.toString().replace('\\', '/'))
          .forEach(
              file -> of(resources, module).put(file, MAPPER.createObjectNode().put("glob", file)));
    }
  }

  private void addNeeded(String caller, JsonNode needed) {
    for (JsonNode entry : needed.path("reflection")) {
      JsonNode type = entry.path("type");
      String key = type.isTextual() ? type.asText() : "proxy of " + type.path("proxy");
      of(reflection, module(caller)).put(key, onlyFor(caller, entry));
    }
    for (JsonNode entry : needed.path("resources")) {
      of(resources, module(caller)).put(entry.path("glob").asText(), onlyFor(caller, entry));
    }
  }

  private static ObjectNode onlyFor(String caller, JsonNode entry) {
    ObjectNode conditional = MAPPER.createObjectNode();
    conditional.putObject("condition").put("typeReached", caller);
    return conditional.setAll((ObjectNode) entry);
  }
}
