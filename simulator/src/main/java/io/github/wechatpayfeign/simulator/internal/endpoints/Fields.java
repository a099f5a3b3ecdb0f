package io.github.wechatpayfeign.simulator.internal.endpoints;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.wechatpayfeign.simulator.gateway.Strictness;
import io.github.wechatpayfeign.simulator.internal.accounts.MerchantAccount;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.rules.StrictRules;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The named values of a request: the members of its body or the parameters of its query.
 *
 * @param rules the strict rules that the values must keep
 * @param path the path of the values; it begins with the location that a refusal names
 * @param pathOfMissing the path that a refusal names for a missing value
 */
record Fields(ObjectNode values, StrictRules rules, String path, String pathOfMissing) {

  static Fields ofBody(VerifiedRequest request) throws Refusal {
    return new Fields(JsonBody.of(request), request.rules(), "body", "body");
  }

  /** Reads the body of a close; the real gateway reports a missing {@code mchid} in the path. */
  static Fields ofCloseBody(VerifiedRequest request) throws Refusal {
    return new Fields(JsonBody.of(request), request.rules(), "body", "uri_template");
  }

  static Fields ofQuery(VerifiedRequest request) throws Refusal {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    for (String parameter : request.received().query().split("&", -1)) {
      if (parameter.isEmpty()) {
        continue;
      }
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      String value = equals < 0 ? "" : parameter.substring(equals + 1);
      request
          .rules()
          .require(
              Strictness.UNIQUE_NAMES,
              !values.has(decoded(name)),
              StrictRules.refusal(
                  400,
                  "PARAM_ERROR",
                  "查询参数重复",
                  Map.of("location", "query", "value", decoded(name))));
      values.put(decoded(name), decoded(value));
    }
    return new Fields(values, request.rules(), "query", "query");
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformedEscape) {
      return text;
    }
  }

  String mchid(String name, String label) throws Refusal {
    return text(name, label, MerchantAccount::isLegalMchid);
  }

  String text(String name, String label, Predicate<String> rule) throws Refusal {
    JsonNode value = required(name, label);
    if (!value.isTextual() || !rule.test(value.textValue())) {
      throw broken(name, label, "字符串规则", value.asText());
    }
    return value.textValue();
  }

  Optional<String> optionalText(String name, String label, Predicate<String> rule) throws Refusal {
    return values.has(name) ? Optional.of(text(name, label, rule)) : Optional.empty();
  }

  long positive(String name, String label) throws Refusal {
    JsonNode value = required(name, label);
    if (!value.canConvertToLong() || !value.isIntegralNumber() || value.longValue() < 1) {
      throw broken(name, label, "数值规则", value.asText());
    }
    return value.longValue();
  }

  void optionalPositive(String name, String label) throws Refusal {
    if (values.has(name)) {
      positive(name, label);
    }
  }

  void optionalFlag(String name, String label) throws Refusal {
    if (values.has(name) && !values.get(name).isBoolean()) {
      throw broken(name, label, "布尔规则", values.get(name).asText());
    }
  }

  Fields object(String name, String label) throws Refusal {
    return object(required(name, label), name, label);
  }

  Optional<Fields> optionalObject(String name, String label) throws Refusal {
    return values.has(name) ? Optional.of(object(name, label)) : Optional.empty();
  }

  /** Reads an array of objects; without the array the list is empty. */
  List<Fields> optionalObjects(String name, String label, int most) throws Refusal {
    return values.has(name) ? objects(name, label, most) : List.of();
  }

  List<Fields> objects(String name, String label, int most) throws Refusal {
    JsonNode array = required(name, label);
    if (!array.isArray() || array.isEmpty() || array.size() > most) {
      throw broken(name, label, "数组规则", "");
    }
    List<Fields> objects = new ArrayList<>();
    for (JsonNode element : array) {
      objects.add(object(element, name + "/" + objects.size(), label));
    }
    return objects;
  }

  private Fields object(JsonNode value, String name, String label) throws Refusal {
    if (value instanceof ObjectNode object) {
      return new Fields(object, rules, path + "/" + name, path + "/" + name);
    }
    throw broken(name, label, "对象规则", value.asText());
  }

  /** Refuses values that the page of the endpoint does not list. */
  void allowOnly(List<String> names) throws Refusal {
    if (!hasOnly(names)) {
      throw Refusal.paramError(onlyAllowed(names), location(path), "");
    }
  }

  /** Refuses such values by {@link Strictness#LISTED_MEMBERS}. */
  void allowOnlyIfStrict(List<String> names) throws Refusal {
    rules.require(
        Strictness.LISTED_MEMBERS,
        hasOnly(names),
        StrictRules.refusal(
            400,
            "PARAM_ERROR",
            onlyAllowed(names),
            Map.of("location", location(path), "value", "")));
  }

  private boolean hasOnly(List<String> names) {
    for (Iterator<String> given = values.fieldNames(); given.hasNext(); ) {
      if (!names.contains(given.next())) {
        return false;
      }
    }
    return true;
  }

  private static String onlyAllowed(List<String> names) {
    return "请求包体只允许包含" + String.join("、", names);
  }

  private JsonNode required(String name, String label) throws Refusal {
    JsonNode value = values.get(name);
    if (value == null) {
      throw Refusal.paramError(
          "输入源“/%s/%s”映射到字段“%s”必填性规则校验失败，此字段为必填项".formatted(pathOfMissing, name, label),
          location(pathOfMissing),
          "");
    }
    return value;
  }

  private Refusal broken(String name, String label, String rule, String value) {
    return Refusal.paramError(
        "输入源“/%s/%s”映射到字段“%s”%s校验失败".formatted(path, name, label, rule), location(path), value);
  }

  private static String location(String path) {
    int slash = path.indexOf('/');
    return slash < 0 ? path : path.substring(0, slash);
  }
}
