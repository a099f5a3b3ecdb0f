package io.github.wechatpayfeign.api;

import feign.Contract;
import feign.MethodMetadata;
import java.util.List;

/**
 * Reads the annotations of each interface once, however many merchants implement it: what Feign
 * makes of them is the better part of the memory of a merchant. Feign copies what it changes.
 */
final class ParsedOnce implements Contract {

  private static final ClassValue<List<MethodMetadata>> PARSED =
      new ClassValue<>() {
        @Override
        protected List<MethodMetadata> computeValue(Class<?> api) {
          return List.copyOf(feignsOwn().parseAndValidateMetadata(api));
        }
      };

  @Override
  public List<MethodMetadata> parseAndValidateMetadata(Class<?> api) {
    return PARSED.get(api);
  }

  /** Feign 13.6.1 has its default contract under this name alone. */
  @SuppressWarnings("deprecation")
  private static Contract feignsOwn() {
    return new Contract.Default();
  }
}
