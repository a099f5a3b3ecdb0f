package io.github.wechatpayfeign.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import feign.Request;
import feign.RequestTemplate;
import io.github.wechatpayfeign.api.internal.Json;
import io.github.wechatpayfeign.api.internal.SameAsRequest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Checks that an answer is about the order, or the refund, that the request named. */
final class AnswerMatchesRequest {

  /** The marked members of each type of answer, by their names in APIv3. */
  private static final ClassValue<Map<String, Method>> MARKED =
      new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
          Map<String, Method> marked = new LinkedHashMap<>();
          RecordComponent[] components = type.getRecordComponents();
          for (RecordComponent component :
              components == null ? new RecordComponent[0] : components) {
            Method accessor = component.getAccessor();
            if (accessor.isAnnotationPresent(SameAsRequest.class)) {
              marked.put(accessor.getAnnotation(JsonProperty.class).value(), accessor);
            }
          }
          return marked;
        }
      };

  private AnswerMatchesRequest() {}

  /** Returns the first mismatch between request and answer, or null if they match. */
  static @Nullable String difference(Request request, Object answer) {
    Map<String, Method> marked = MARKED.get(answer.getClass());
    if (marked.isEmpty()) {
      return null;
    }
    Map<String, String> requested = parametersOf(request);
    requested.putAll(membersOf(request));
    for (Map.Entry<String, String> parameter : requested.entrySet()) {
      String name = parameter.getKey();
      Method accessor = marked.get(name);
      if (accessor != null) {
        String value = value(accessor, answer);
        if (!parameter.getValue().equals(value)) {
          return "the request was for the %s %s, but the answer is about %s"
              .formatted(name, parameter.getValue(), value);
        }
      }
    }
    return null;
  }

  private static @Nullable String value(Method accessor, Object answer) {
    try {
      return Objects.toString(accessor.invoke(answer), null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A public accessor of a record cannot be called", e);
    }
  }

  /** Returns the parameters in the path and the query of the URL, by their names. */
  private static Map<String, String> parametersOf(Request request) {
    Map<String, String> parameters = new LinkedHashMap<>();
    RequestTemplate resolved = request.requestTemplate();
    HttpUrl url = HttpUrl.get(request.url());
    List<String> declared = List.of(resolved.methodMetadata().template().path().split("/", -1));
    List<String> sent = url.pathSegments();
    // The path of the base URL comes first, so the two are compared from their ends.
    for (int i = 1; i <= Math.min(declared.size(), sent.size()); i++) {
      String segment = declared.get(declared.size() - i);
      if (segment.startsWith("{") && segment.endsWith("}")) {
        parameters.put(segment.substring(1, segment.length() - 1), sent.get(sent.size() - i));
      }
    }
    for (String name : url.queryParameterNames()) {
      parameters.put(name, String.valueOf(url.queryParameter(name)));
    }
    return parameters;
  }

  /** Returns the texts in the body of the request, by their names. */
  private static Map<String, String> membersOf(Request request) {
    Map<String, String> members = new LinkedHashMap<>();
    byte[] body = request.body();
    if (body != null && body.length > 0) {
      try {
        for (Map.Entry<String, JsonNode> member : Json.MAPPER.readTree(body).properties()) {
          if (member.getValue().isTextual()) {
            members.put(member.getKey(), member.getValue().textValue());
          }
        }
      } catch (IOException e) {
        // An interface of the user's own may send any body; then there is nothing to compare.
        return Map.of();
      }
    }
    return members;
  }
}
