package io.github.wechatpayfeign.simulator.internal.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checked arguments of one call of a command. */
public final class Arguments {
  private final Map<String, JsonNode> values;

  private Arguments(Map<String, JsonNode> values) {
    this.values = values;
  }

  /** Checks that all values are known and have their kind, and that no required one is missing. */
  public static Arguments of(Map<String, JsonNode> given, List<Parameter> known) {
    Map<String, JsonNode> values = new LinkedHashMap<>(given);
    values.values().removeIf(JsonNode::isNull);
    for (Parameter parameter : known) {
      JsonNode value = values.get(parameter.name());
      if (value != null) {
        requireKind(parameter, value);
      } else if (parameter.required()) {
        throw AdminProblem.wrongArgument(
            "The parameter %s is missing: %s".formatted(parameter.name(), parameter.description()));
      }
    }
    List<String> names = known.stream().map(Parameter::name).toList();
    for (String name : values.keySet()) {
      if (!names.contains(name)) {
        throw AdminProblem.wrongArgument(
            "There is no parameter %s: use %s".formatted(name, String.join(", ", names)));
      }
    }
    return new Arguments(values);
  }

  /** Reads the members of a JSON object. */
  static Map<String, JsonNode> membersOf(ObjectNode object) {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    object.fieldNames().forEachRemaining(name -> members.put(name, object.get(name)));
    return members;
  }

  private static void requireKind(Parameter parameter, JsonNode value) {
    boolean fits =
        switch (parameter.kind()) {
          case TEXT -> value.isTextual();
          case INTEGER -> value.isIntegralNumber() && value.canConvertToLong();
          case NUMBER -> value.isNumber();
          case FLAG -> value.isBoolean();
          case OBJECT -> value.isObject();
          case LIST -> value.isArray();
        };
    if (!fits) {
      throw AdminProblem.wrongArgument(
          "The parameter %s must be of the JSON type %s, but is %s"
              .formatted(parameter.name(), parameter.kind().schemaType(), value));
    }
    if (!parameter.values().isEmpty() && !parameter.values().contains(value.asText())) {
      throw AdminProblem.wrongArgument(
          "The parameter %s must be one of %s, but is %s"
              .formatted(parameter.name(), String.join(", ", parameter.values()), value));
    }
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public String text(String name) {
    return required(name).asText();
  }

  public Optional<String> optionalText(String name) {
    return Optional.ofNullable(values.get(name)).map(JsonNode::asText);
  }

  public long integer(String name) {
    return required(name).asLong();
  }

  public long integer(String name, long otherwise) {
    return has(name) ? integer(name) : otherwise;
  }

  /** Returns a number that must be in the range of {@code int}. */
  public int smallInteger(String name) {
    long value = integer(name);
    if (value != (int) value) {
      throw AdminProblem.wrongArgument("The parameter %s is too large: %d".formatted(name, value));
    }
    return (int) value;
  }

  public double number(String name) {
    return required(name).asDouble();
  }

  public boolean flag(String name) {
    return has(name) && required(name).asBoolean();
  }

  public <E extends Enum<E>> E choice(String name, Class<E> type) {
    return Enum.valueOf(type, text(name));
  }

  /** Returns the objects of a list. */
  public List<Arguments> list(String name, List<Parameter> members) {
    List<Arguments> objects = new ArrayList<>();
    for (JsonNode element : (ArrayNode) required(name)) {
      if (!(element instanceof ObjectNode object)) {
        throw AdminProblem.wrongArgument(
            "Each element of %s must be a JSON object, but one is %s".formatted(name, element));
      }
      objects.add(of(membersOf(object), members));
    }
    return objects;
  }

  /** Returns the members of an object whose values are texts or lists of texts. */
  public Map<String, List<String>> texts(String name) {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    membersOf((ObjectNode) required(name))
        .forEach((key, value) -> texts.put(key, textsOf(name, value)));
    return texts;
  }

  private static List<String> textsOf(String name, JsonNode value) {
    List<JsonNode> nodes = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(nodes::add);
    } else {
      nodes.add(value);
    }
    if (!nodes.stream().allMatch(JsonNode::isTextual)) {
      throw AdminProblem.wrongArgument(
          "The members of %s must be texts or lists of texts, but one is %s"
              .formatted(name, value));
    }
    return nodes.stream().map(JsonNode::asText).toList();
  }

  private JsonNode required(String name) {
    JsonNode value = values.get(name);
    if (value == null) {
      throw AdminProblem.wrongArgument("The parameter %s is missing".formatted(name));
    }
    return value;
  }
}
