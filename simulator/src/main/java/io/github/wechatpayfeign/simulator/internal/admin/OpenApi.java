package io.github.wechatpayfeign.simulator.internal.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes the OpenAPI document of the commands. */
final class OpenApi {
  private static final String ERROR = "#/components/schemas/Error";

  private OpenApi() {}

  static Map<String, ?> of(List<Command> commands) {
    Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
    for (Command command : commands) {
      paths
          .computeIfAbsent(AdminApi.ROOT + command.path(), path -> new LinkedHashMap<>())
          .put(command.method().toLowerCase(Locale.ROOT), operation(command));
    }
    return Map.of(
        "openapi",
        "3.1.0",
        "info",
        Map.of(
            "title",
            "WeChat Pay simulator",
            "version",
            "1",
            "description",
            "Steers the simulator: orders, refunds, faults, clock, keys, merchants and notices."
                + " Nothing here needs a signature."),
        "servers",
        List.of(Map.of("url", "/")),
        "paths",
        paths,
        "components",
        Map.of("schemas", schemas(commands)));
  }

  /** Returns a short list of the commands, for people who look around. */
  static Map<String, ?> index(List<Command> commands) {
    return Map.of(
        "openapi",
        AdminApi.ROOT + "/openapi.json",
        "commands",
        commands.stream()
            .map(
                command ->
                    Map.of(
                        "command",
                        command.method() + " " + AdminApi.ROOT + command.path(),
                        "summary",
                        command.english(),
                        "summary_zh",
                        command.chinese()))
            .toList());
  }

  private static Map<String, ?> operation(Command command) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", command.id());
    operation.put("tags", List.of(command.subject()));
    operation.put("summary", command.english());
    operation.put("x-summary-zh", command.chinese());
    operation.put("x-java", command.members());
    List<Map<String, ?>> inUrl = new ArrayList<>();
    List<Parameter> inBody = new ArrayList<>();
    for (Parameter parameter : command.parameters()) {
      if (command.variables().contains(parameter.name())) {
        inUrl.add(parameter(parameter, "path"));
      } else if (command.hasBody()) {
        inBody.add(parameter);
      } else {
        inUrl.add(parameter(parameter, "query"));
      }
    }
    operation.put("parameters", inUrl);
    if (!inBody.isEmpty()) {
      operation.put("requestBody", body(inBody));
    }
    operation.put("responses", responses(command));
    return operation;
  }

  private static Map<String, ?> parameter(Parameter parameter, String place) {
    return Map.of(
        "name",
        parameter.name(),
        "in",
        place,
        "required",
        parameter.required(),
        "description",
        parameter.description(),
        "schema",
        schema(parameter),
        "example",
        parameter.example());
  }

  private static Map<String, ?> body(List<Parameter> parameters) {
    boolean required = parameters.stream().anyMatch(Parameter::required);
    return Map.of(
        "required",
        required,
        "content",
        Map.of("application/json", Map.of("schema", objectSchema(parameters))));
  }

  static Map<String, ?> objectSchema(List<Parameter> parameters) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      Map<String, Object> property = new LinkedHashMap<>(schema(parameter));
      property.put("description", parameter.description());
      property.put("examples", List.of(parameter.example()));
      properties.put(parameter.name(), property);
    }
    return Map.of(
        "type",
        "object",
        "properties",
        properties,
        "required",
        parameters.stream().filter(Parameter::required).map(Parameter::name).toList(),
        "additionalProperties",
        false);
  }

  private static Map<String, ?> schema(Parameter parameter) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", parameter.kind().schemaType());
    if (!parameter.values().isEmpty()) {
      schema.put("enum", parameter.values());
    }
    if (parameter.kind() == Parameter.Kind.LIST) {
      schema.put("items", objectSchema(parameter.members()));
    }
    return schema;
  }

  private static Map<String, ?> responses(Command command) {
    Map<String, Object> responses = new TreeMap<>(refusals());
    command
        .answer()
        .ifPresentOrElse(
            answer -> responses.put("200", success(answer)),
            () -> responses.put("204", Map.of("description", "Done; there is nothing to answer.")));
    return responses;
  }

  private static Map<String, ?> refusals() {
    return Map.of(
        "400", refusal("A parameter is missing, unknown or wrong."),
        "403", refusal("A web page of another site sent the command, or the host is not known."),
        "404", refusal("There is no such thing."),
        "409", refusal("The state of the simulator does not allow the command."));
  }

  private static Map<String, ?> success(Schema answer) {
    return Map.of(
        "description",
        "Done; the answer is what the command is about.",
        "content",
        Map.of("application/json", Map.of("schema", answer.reference())));
  }

  private static Map<String, ?> schemas(List<Command> commands) {
    Map<String, Object> byName = new TreeMap<>();
    commands.forEach(command -> command.answer().ifPresent(answer -> answer.collect(byName)));
    byName.put("Error", errorSchema());
    return byName;
  }

  private static Map<String, ?> refusal(String description) {
    return Map.of(
        "description",
        description,
        "content",
        Map.of("application/json", Map.of("schema", Map.of("$ref", ERROR))));
  }

  private static Map<String, ?> errorSchema() {
    Map<String, ?> text = Map.of("type", "string");
    return Map.of(
        "type",
        "object",
        "properties",
        Map.of("code", text, "message", text),
        "required",
        List.of("code", "message"));
  }
}
