package io.github.wechatpayfeign.simulator.internal.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.wechatpayfeign.simulator.internal.http.GatewayAnswer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests under {@code /__admin}: finds the command, checks the arguments, and writes the
 * result as JSON. Nothing here is signed.
 */
public final class AdminApi {
  public static final String ROOT = "/__admin";

  private static final String DOCUMENT = "/openapi.json";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final List<Entry> entries;
  private final GatewayAnswer document;
  private final GatewayAnswer index;

  private record Entry(Pattern pattern, Command command) {}

  public AdminApi(List<Command> commands) {
    entries =
        commands.stream()
            .map(command -> new Entry(command.pattern(), command))
            // A fixed path comes before one with a variable in the same place.
            .sorted((a, b) -> Integer.compare(variables(a), variables(b)))
            .toList();
    document = answered(OpenApi.of(commands));
    index = answered(OpenApi.index(commands));
  }

  private static int variables(Entry entry) {
    return entry.command.variables().size();
  }

  /** Returns whether a raw path belongs to the control of the simulator. */
  public static boolean serves(String path) {
    return path.equals(ROOT) || path.startsWith(ROOT + "/");
  }

  public GatewayAnswer answer(String method, String target, byte[] body) {
    try {
      int query = target.indexOf('?');
      String path = target.substring(ROOT.length(), query < 0 ? target.length() : query);
      GatewayAnswer fixed = fixed(path);
      if (fixed != null) {
        return method.equals("GET") ? fixed : notAllowed(method, "GET");
      }
      return run(method, path, query < 0 ? "" : target.substring(query + 1), body);
    } catch (AdminProblem problem) {
      return error(problem.status(), problem.code(), problem.text());
    } catch (IllegalArgumentException e) {
      return error(400, "PARAM_ERROR", String.valueOf(e.getMessage()));
    } catch (IllegalStateException e) {
      return error(409, "INVALID_STATE", String.valueOf(e.getMessage()));
    }
  }

  private @Nullable GatewayAnswer fixed(String path) {
    return switch (path) {
      case "", "/" -> index;
      case DOCUMENT -> document;
      default -> null;
    };
  }

  private GatewayAnswer run(String method, String path, String query, byte[] body) {
    TreeSet<String> allowed = new TreeSet<>();
    for (Entry entry : entries) {
      Matcher matcher = entry.pattern.matcher(path);
      if (matcher.matches()) {
        if (entry.command.method().equals(method)) {
          return run(entry.command, matcher, query, body);
        }
        allowed.add(entry.command.method());
      }
    }
    if (allowed.isEmpty()) {
      throw AdminProblem.notFound(
          "There is no command %s%s: GET %s%s lists them".formatted(ROOT, path, ROOT, DOCUMENT));
    }
    return notAllowed(method, String.join(", ", allowed));
  }

  private static GatewayAnswer run(Command command, Matcher path, String query, byte[] body) {
    Map<String, JsonNode> given = new LinkedHashMap<>();
    if (command.hasBody()) {
      given.putAll(bodyOf(body));
    }
    queryOf(query).forEach((name, text) -> given.put(name, value(command, name, text)));
    List<String> names = command.variables();
    for (int i = 0; i < names.size(); i++) {
      String text = decoded(path.group(i + 1).replace("+", "%2B"));
      given.put(names.get(i), value(command, names.get(i), text));
    }
    return answered(command.action().run(Arguments.of(given, command.parameters())));
  }

  private static Map<String, JsonNode> bodyOf(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    if (text.isBlank()) {
      return Map.of();
    }
    try {
      if (JSON.readTree(text) instanceof ObjectNode object) {
        return Arguments.membersOf(object);
      }
    } catch (JsonProcessingException e) {
      throw AdminProblem.wrongArgument("The body is not JSON: " + e.getOriginalMessage());
    }
    throw AdminProblem.wrongArgument("The body must be a JSON object, or empty");
  }

  private static Map<String, String> queryOf(String query) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      } else if (!pair.isEmpty()) {
        throw AdminProblem.wrongArgument("The query must be name=value, but has \"" + pair + '"');
      }
    }
    return values;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Turns a text of the URL into JSON; if it does not fit its parameter, it stays a text. */
  private static JsonNode value(Command command, String name, String text) {
    Parameter.Kind kind =
        command.parameters().stream()
            .filter(parameter -> parameter.name().equals(name))
            .findFirst()
            .map(Parameter::kind)
            .orElse(Parameter.Kind.TEXT);
    if (kind == Parameter.Kind.INTEGER && text.matches("-?[0-9]{1,18}")) {
      return LongNode.valueOf(Long.parseLong(text));
    }
    if (kind == Parameter.Kind.NUMBER && text.matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?")) {
      return DoubleNode.valueOf(Double.parseDouble(text));
    }
    if (kind == Parameter.Kind.FLAG && (text.equals("true") || text.equals("false"))) {
      return BooleanNode.valueOf(text.equals("true"));
    }
    return TextNode.valueOf(text);
  }

  private static GatewayAnswer answered(Map<String, ?> members) {
    GatewayAnswer answer =
        members.isEmpty() ? GatewayAnswer.noContent() : GatewayAnswer.ok(members);
    return answer.withHeader("Content-Language").withHeader("Cache-Control", "no-store");
  }

  private static GatewayAnswer notAllowed(String method, String allowed) {
    return error(
            405,
            "INVALID_REQUEST",
            "The method %s is not allowed: use %s".formatted(method, allowed))
        .withHeader("Allow", allowed);
  }

  private static GatewayAnswer error(int status, String code, String message) {
    return GatewayAnswer.error(status, code, message).withHeader("Content-Language", "en");
  }
}
