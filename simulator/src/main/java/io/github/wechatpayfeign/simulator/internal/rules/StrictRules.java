package io.github.wechatpayfeign.simulator.internal.rules;

import io.github.wechatpayfeign.simulator.gateway.Strictness;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rules that were switched on when the simulator started. */
public record StrictRules(Set<Strictness> on) {
  public StrictRules {
    on = Set.copyOf(on);
  }

  public boolean has(Strictness rule) {
    return on.contains(rule);
  }

  /** Throws the refusal if the rule is on and was broken. */
  public void require(Strictness rule, boolean kept, RefusedBy refusal) throws Refusal {
    if (!kept && has(rule)) {
      throw refusal.by(rule);
    }
  }

  /** A refusal that names the rule. */
  public static RefusedBy refusal(int status, String code, String message, Map<String, ?> detail) {
    return rule -> {
      Map<String, Object> named = new TreeMap<>(detail);
      named.put("issue", "WechatPaySimulator: Strictness." + rule);
      return Refusal.of(status, code, message, named);
    };
  }

  public static RefusedBy refusal(int status, String code, String message) {
    return refusal(status, code, message, Map.of());
  }

  /** Makes the refusal of a rule, only if it is needed. */
  public interface RefusedBy {
    Refusal by(Strictness rule);
  }
}
