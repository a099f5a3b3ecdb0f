package io.github.wechatpayfeign.client;

import feign.MethodMetadata;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the metadata of a method of a Feign interface says, read once. Reading it in each call would
 * put the path together again each time.
 *
 * @param metadata the metadata
 * @param isReentrant whether the method may be called again with the same effect
 * @param success the rule that says which 2xx statuses are a success of the method
 * @param pathTemplate the path that the method declares
 * @param name the name of the method for observers
 */
record MethodFacts(
    MethodMetadata metadata,
    boolean isReentrant,
    SuccessStatus success,
    String pathTemplate,
    String name) {

  private static final String WITH_RESPONSE = "WithResponse";

  /** Facts by interface and key of the method. They live as long as the interface. */
  private static final ClassValue<Map<String, MethodFacts>> KNOWN =
      new ClassValue<>() {
        @Override
        protected Map<String, MethodFacts> computeValue(Class<?> api) {
          return new ConcurrentHashMap<>();
        }
      };

  /** Returns the facts of a method. */
  static MethodFacts of(MethodMetadata metadata) {
    Map<String, MethodFacts> ofInterface = KNOWN.get(metadata.targetType());
    MethodFacts known = ofInterface.get(metadata.configKey());
    // Another contract may have read the same interface differently.
    if (known == null || known.metadata != metadata) {
      known = read(metadata);
      ofInterface.put(metadata.configKey(), known);
    }
    return known;
  }

  private static MethodFacts read(MethodMetadata metadata) {
    return new MethodFacts(
        metadata,
        metadata.method().isAnnotationPresent(Reentrant.class),
        new SuccessStatus(metadata.returnType()),
        metadata.template().path(),
        metadata.targetType().getSimpleName() + '#' + operation(metadata.method().getName()));
  }

  private static String operation(String method) {
    return method.endsWith(WITH_RESPONSE) && method.length() > WITH_RESPONSE.length()
        ? method.substring(0, method.length() - WITH_RESPONSE.length())
        : method;
  }
}
