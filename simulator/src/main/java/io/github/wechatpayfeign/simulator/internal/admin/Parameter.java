package io.github.wechatpayfeign.simulator.internal.admin;

import java.util.Arrays;
import java.util.List;

/**
 * An argument of a command.
 *
 * @param name the name in the path, the query or the JSON body
 * @param kind the kind of its value
 * @param required whether the command needs it
 * @param description what it means
 * @param example a value with which the command works
 * @param values the legal texts; empty if every text is legal
 * @param members the members of each object in a list; empty for all other kinds
 */
public record Parameter(
    String name,
    Kind kind,
    boolean required,
    String description,
    Object example,
    List<String> values,
    List<Parameter> members) {

  /** The kinds of values, with their names in JSON Schema. */
  public enum Kind {
    TEXT("string"),
    INTEGER("integer"),
    NUMBER("number"),
    FLAG("boolean"),
    OBJECT("object"),
    LIST("array");

    private final String schemaType;

    Kind(String schemaType) {
      this.schemaType = schemaType;
    }

    String schemaType() {
      return schemaType;
    }
  }

  public Parameter {
    values = List.copyOf(values);
    members = List.copyOf(members);
  }

  public static Parameter text(String name, String description, String example) {
    return of(name, Kind.TEXT, description, example);
  }

  public static Parameter integer(String name, String description, long example) {
    return of(name, Kind.INTEGER, description, example);
  }

  public static Parameter number(String name, String description, double example) {
    return of(name, Kind.NUMBER, description, example);
  }

  public static Parameter flag(String name, String description, boolean example) {
    return of(name, Kind.FLAG, description, example);
  }

  public static Parameter object(String name, String description, Object example) {
    return of(name, Kind.OBJECT, description, example);
  }

  /** Describes a text that is the name of a constant. */
  public static Parameter choice(
      String name, Enum<?>[] constants, String description, Enum<?> example) {
    List<String> names = Arrays.stream(constants).map(Enum::name).toList();
    return new Parameter(name, Kind.TEXT, true, description, example.name(), names, List.of());
  }

  /** Describes a list of objects. */
  public static Parameter list(
      String name, List<Parameter> members, String description, Object example) {
    return new Parameter(name, Kind.LIST, true, description, example, List.of(), members);
  }

  private static Parameter of(String name, Kind kind, String description, Object example) {
    return new Parameter(name, kind, true, description, example, List.of(), List.of());
  }

  /** Returns this parameter as one that may be missing. */
  public Parameter optional() {
    return new Parameter(name, kind, false, description, example, values, members);
  }
}
