package io.github.wechatpayfeign.simulator.internal.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that the simulator can be told over HTTP, and that its Java API can do too.
 *
 * @param id the name of the command in the OpenAPI document
 * @param method the HTTP method
 * @param path the path after {@code /__admin}, with names of parameters in braces
 * @param english what the command does, in one English sentence
 * @param chinese the same in Chinese
 * @param parameters the arguments
 * @param members the members of the Java API that the command stands for, such as {@code
 *     OrderBook.create(String,long)}
 * @param answer the form of the answer, or empty if a success answers 204
 * @param action what to do; an empty result answers 204
 */
public record Command(
    String id,
    String method,
    String path,
    String english,
    String chinese,
    List<Parameter> parameters,
    List<String> members,
    Optional<Schema> answer,
    Action action) {

  private static final Pattern VARIABLE = Pattern.compile("\\{([a-z_]+)\\}");

  /** Carries a command out. */
  @FunctionalInterface
  public interface Action {
    /** Returns the members of the answer; none means an answer without content. */
    Map<String, ?> run(Arguments arguments);
  }

  public Command {
    parameters = List.copyOf(parameters);
    members = List.copyOf(members);
  }

  public static Command get(String id, String path, String english, String chinese) {
    return of(id, "GET", path, english, chinese);
  }

  public static Command post(String id, String path, String english, String chinese) {
    return of(id, "POST", path, english, chinese);
  }

  public static Command delete(String id, String path, String english, String chinese) {
    return of(id, "DELETE", path, english, chinese);
  }

  private static Command of(String id, String method, String path, String english, String chinese) {
    return new Command(
        id,
        method,
        path,
        english,
        chinese,
        List.of(),
        List.of(),
        Optional.empty(),
        arguments -> Map.of());
  }

  public Command with(Parameter... some) {
    return new Command(id, method, path, english, chinese, List.of(some), members, answer, action);
  }

  /** Names the members of the Java API that this command stands for. */
  public Command standsFor(String... some) {
    return new Command(
        id, method, path, english, chinese, parameters, List.of(some), answer, action);
  }

  /** Says what a successful answer looks like; without this it has no content. */
  public Command answers(Schema some) {
    return new Command(
        id, method, path, english, chinese, parameters, members, Optional.of(some), action);
  }

  public Command does(Action some) {
    return new Command(id, method, path, english, chinese, parameters, members, answer, some);
  }

  /** Returns the first segment of the path, by which commands are grouped. */
  public String subject() {
    String[] segments = path.split("/", -1);
    return segments[1];
  }

  /** Returns the names of the parameters in the path. */
  public List<String> variables() {
    return VARIABLE.matcher(path).results().map(match -> match.group(1)).toList();
  }

  /** Returns whether parameters beside those of the path are in a JSON body. */
  public boolean hasBody() {
    return method.equals("POST");
  }

  /** Returns the pattern of the raw paths of this command; each group is a variable. */
  Pattern pattern() {
    StringBuilder regex = new StringBuilder();
    Matcher matcher = VARIABLE.matcher(path);
    int end = 0;
    while (matcher.find()) {
      regex.append(Pattern.quote(path.substring(end, matcher.start()))).append("([^/]+)");
      end = matcher.end();
    }
    return Pattern.compile(regex.append(Pattern.quote(path.substring(end))).toString());
  }
}
