package io.github.wechatpayfeign.simulator;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rules that were switched on when the simulator started. */
record StrictRules(Set<Strictness> on) {
  StrictRules {
    on = Set.copyOf(on);
  }

  boolean has(Strictness rule) {
    return on.contains(rule);
  }

  /** Throws the refusal if the rule is on and was broken. */
  void require(Strictness rule, boolean kept, RefusedBy refusal) throws Refusal {
    if (!kept && has(rule)) {
      throw refusal.by(rule);
    }
  }

  /** A refusal that names the rule. */
  static RefusedBy refusal(int status, String code, String message, Map<String, ?> detail) {
    return rule -> {
      Map<String, Object> named = new TreeMap<>(detail);
      named.put("issue", "WechatPaySimulator: Strictness." + rule);
      return Refusal.of(status, code, message, named);
    };
  }

  static RefusedBy refusal(int status, String code, String message) {
    return refusal(status, code, message, Map.of());
  }

  /** Makes the refusal of a rule, only if it is needed. */
  interface RefusedBy {
    Refusal by(Strictness rule);
  }
}
