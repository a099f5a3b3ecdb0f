package io.github.wechatpayfeign.errors;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.wechatpayfeign.errors.internal.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The members of an error body. Reading never fails, whatever the bytes are: a missing member is
 * null, and everything after a mistake in the JSON counts as missing.
 *
 * @param detailWords the values of {@code detail} on one line; empty if there are none
 * @param detailJson the JSON of {@code detail} on one line
 */
record ErrorBody(
    @Nullable String code,
    @Nullable String message,
    @Nullable ErrorDetail detail,
    String detailWords,
    @Nullable String detailJson,
    @Nullable VerifiedMessage verified) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DETAIL = "detail";
  private static final String SIGN_INFORMATION = "sign_information";
  private static final Pattern WHITE_SPACE = Pattern.compile("[\\t\\r\\n]");

  static ErrorBody read(byte[] body) {
    ObjectNode members = JSON.createObjectNode();
    // Bytes that are not UTF-8 make one character wrong, not the whole answer.
    String text = new String(body, StandardCharsets.UTF_8);
    String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
    String detailJson = null;
    try (JsonParser parser = JSON.createParser(json)) {
      boolean more = parser.nextToken() == JsonToken.START_OBJECT;
      while (more && parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        int start = (int) parser.currentTokenLocation().getCharOffset();
        members.set(name, parser.<JsonNode>readValueAsTree());
        if (name.equals(DETAIL)) {
          detailJson = json.substring(start, (int) parser.currentLocation().getCharOffset());
        }
      }
    } catch (IOException noJsonFromHereOn) {
      return of(members, detailJson);
    }
    return of(members, detailJson);
  }

  private static ErrorBody of(ObjectNode members, @Nullable String detailJson) {
    JsonNode detail = members.path(DETAIL);
    VerifiedMessage verified = verified(detail.path(SIGN_INFORMATION));
    if (verified != null) {
      // The explanation of a SIGN_ERROR says this in better words.
      ((ObjectNode) detail).remove(SIGN_INFORMATION);
    }
    JsonNode code = members.path("code");
    return new ErrorBody(
        code.isValueNode() ? text(code) : null,
        text(members.path("message")),
        detail(detail),
        JsonWords.of(detail),
        detail.isNull() || detailJson == null ? null : onOneLine(detailJson),
        verified);
  }

  private static @Nullable ErrorDetail detail(JsonNode detail) {
    if (!detail.isObject()) {
      String words = text(detail);
      return words == null || words.isEmpty() ? null : new ErrorDetail(null, null, words, null);
    }
    String issue = text(detail.path("issue"));
    return new ErrorDetail(
        text(detail.path("field")),
        text(detail.path("value")),
        issue == null ? text(detail.path(DETAIL).path("issue")) : issue,
        text(detail.path("location")));
  }

  private static @Nullable VerifiedMessage verified(JsonNode signInformation) {
    if (!signInformation.isObject()) {
      return null;
    }
    JsonNode length = signInformation.path("sign_message_length");
    return new VerifiedMessage(
        raw(signInformation.path("method")),
        raw(signInformation.path("url")),
        length.canConvertToInt() ? (Integer) length.intValue() : null);
  }

  /** Returns a value on one line: a text or a number as it is, an object or a list in words. */
  private static @Nullable String text(JsonNode value) {
    if (value.isContainerNode()) {
      String words = JsonWords.of(value);
      return words.isEmpty() ? null : words;
    }
    String raw = raw(value);
    return raw == null ? null : Texts.oneLine(raw);
  }

  /** Returns the text unchanged, for comparisons; texts for a message are cut to one line. */
  private static @Nullable String raw(JsonNode value) {
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }

  /** Returns the same JSON on one line, or null if it is too long to be kept. */
  private static @Nullable String onOneLine(String json) {
    if (json.length() > ResponseBodies.MAX_KEPT) {
      return null;
    }
    // White space occurs only between values; the other characters occur only inside a text.
    return SafeText.UNSAFE_CHARACTER
        .matcher(WHITE_SPACE.matcher(json).replaceAll(" "))
        .replaceAll(ErrorBody::escaped);
  }

  private static String escaped(MatchResult character) {
    return character.group().chars().mapToObj("\\\\u%04x"::formatted).collect(Collectors.joining());
  }
}
