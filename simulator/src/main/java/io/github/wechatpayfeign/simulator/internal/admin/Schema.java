package io.github.wechatpayfeign.simulator.internal.admin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The form of an answer, in JSON Schema.
 *
 * @param name the name under which the document has it once, or empty if it has none
 * @param json the schema itself
 * @param parts the schemas that it refers to
 */
public record Schema(String name, Map<String, ?> json, List<Schema> parts) {
  public static final Schema TEXT = of(Map.of("type", "string"));
  public static final Schema INTEGER = of(Map.of("type", "integer"));
  public static final Schema FLAG = of(Map.of("type", "boolean"));
  public static final Schema TIME = of(Map.of("type", "string", "format", "date-time"));

  private static final String PROPERTIES = "properties";
  private static final String REQUIRED = "required";

  private static Schema of(Map<String, ?> json) {
    return new Schema("", json, List.of());
  }

  /** Describes a text that is the name of a constant. */
  public static Schema choice(Enum<?>[] constants) {
    return of(Map.of("type", "string", "enum", Arrays.stream(constants).map(Enum::name).toList()));
  }

  public static Schema list(Schema element) {
    return new Schema("", Map.of("type", "array", "items", element.reference()), List.of(element));
  }

  /** Describes an object whose members all have values of one form. */
  public static Schema map(Schema value) {
    return new Schema(
        "", Map.of("type", "object", "additionalProperties", value.reference()), List.of(value));
  }

  /** Describes an object that a command also takes. */
  public static Schema object(String name, List<Parameter> members) {
    return new Schema(name, OpenApi.objectSchema(members), List.of());
  }

  /** Describes an object without members, so far. A later version may have more of them. */
  public static Schema object(String name) {
    return new Schema(
        name, Map.of("type", "object", PROPERTIES, Map.of(), REQUIRED, List.of()), List.of());
  }

  /** Returns the same object with a further member. */
  public Schema with(String member, Schema value) {
    Schema longer = maybe(member, value);
    Map<String, Object> changed = new LinkedHashMap<>(longer.json);
    List<Object> required = new ArrayList<>((List<?>) longer.json.get(REQUIRED));
    required.add(member);
    changed.put(REQUIRED, required);
    return new Schema(name, changed, longer.parts);
  }

  /** Returns the same object with a further member, which may be missing. */
  public Schema maybe(String member, Schema value) {
    Map<String, Object> changed = new LinkedHashMap<>(json);
    Map<Object, Object> properties = new LinkedHashMap<>((Map<?, ?>) json.get(PROPERTIES));
    properties.put(member, value.reference());
    changed.put(PROPERTIES, properties);
    List<Schema> more = new ArrayList<>(parts);
    more.add(value);
    return new Schema(name, changed, more);
  }

  /** Returns the same object under another name. */
  public Schema named(String other) {
    return new Schema(other, json, parts);
  }

  /** Returns what stands where the schema is used. */
  Map<String, ?> reference() {
    return name.isEmpty() ? json : Map.of("$ref", "#/components/schemas/" + name);
  }

  /** Adds this schema and its parts, as far as they have names. */
  void collect(Map<String, Object> byName) {
    if (!name.isEmpty()) {
      byName.put(name, json);
    }
    parts.forEach(part -> part.collect(byName));
  }
}
