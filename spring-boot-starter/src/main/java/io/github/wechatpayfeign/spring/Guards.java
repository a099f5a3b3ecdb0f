package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.client.observe.CallGuard;
import io.github.wechatpayfeign.client.observe.CallObserver;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The guards of calls. A guard that the properties of merchants name guards the calls of these
 * merchants. Any other guard guards the calls of all merchants.
 *
 * <p>Guards are beans, so one guard is shared by the clients of several merchants. That is why it
 * is narrowed here by the merchant of the call, and not by the client.
 */
final class Guards {

  private static final CallObserver NOBODY = new CallObserver() {};

  private final ConfiguredMerchants merchants;
  private final ListableBeanFactory beans;

  Guards(ConfiguredMerchants merchants, ListableBeanFactory beans) {
    this.merchants = merchants;
    this.beans = beans;
  }

  /** Returns the guards in the order of their beans. */
  List<CallGuard> ordered() {
    Map<String, CallGuard> byName = beans.getBeansOfType(CallGuard.class);
    IdentityHashMap<CallGuard, String> names = new IdentityHashMap<>();
    byName.forEach((name, guard) -> names.put(guard, name));
    Map<String, Set<String>> mchids = mchidsByGuard(byName.keySet());
    return beans
        .getBeanProvider(CallGuard.class)
        .orderedStream()
        .map(guard -> narrowed(guard, mchids.get(names.get(guard))))
        .toList();
  }

  /** Returns the merchants of each named guard; a guard without an entry is for all merchants. */
  private Map<String, Set<String>> mchidsByGuard(Set<String> known) {
    for (String merchant : merchants.names()) {
      for (String guard : merchants.properties(merchant).guards()) {
        requireKnown(merchant, guard, known);
      }
    }
    return known.stream()
        .filter(guard -> merchants.names().stream().anyMatch(name -> isNamedBy(name, guard)))
        .collect(
            Collectors.toMap(
                guard -> guard,
                guard ->
                    merchants.names().stream()
                        .filter(name -> isNamedBy(name, guard))
                        .map(name -> merchants.merchant(name).merchant().mchid())
                        .collect(Collectors.toSet())));
  }

  private boolean isNamedBy(String merchant, String guard) {
    return merchants.properties(merchant).guards().stream()
        .anyMatch(named -> named.equals(guard) || isAlias(guard, named));
  }

  private boolean isAlias(String bean, String name) {
    return List.of(beans.getAliases(bean)).contains(name);
  }

  /** A misspelled guard would guard nothing, and nobody would notice. */
  private void requireKnown(String merchant, String guard, Set<String> known) {
    if (known.stream().noneMatch(name -> name.equals(guard) || isAlias(name, guard))) {
      String property = ConfiguredMerchants.prefix(merchant) + ".guards";
      throw new WrongPropertyException(
          property,
          Phrase.of("There is no CallGuard bean with the name \"{0}\"", guard),
          Phrase.of(
              "Set {0} to one or more of {1}",
              property, known.stream().sorted().collect(Collectors.joining(", ", "[", "]"))));
    }
  }

  private static CallGuard narrowed(CallGuard guard, @Nullable Set<String> mchids) {
    return mchids == null
        ? guard
        : call -> mchids.contains(call.mchid()) ? guard.admit(call) : NOBODY;
  }
}
