package io.github.wechatpayfeign.errors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The members of an error body. Whatever the bytes are, reading them does not fail: what is not
 * there, or is no text, is null.
 */
record ErrorBody(
    @Nullable String code,
    @Nullable String message,
    @Nullable ErrorDetail detail,
    @Nullable VerifiedMessage verified) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static ErrorBody read(byte[] body) {
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (IOException notJson) {
      return new ErrorBody(null, null, null, null);
    }
    JsonNode detail = root.path("detail");
    return new ErrorBody(
        text(root, "code"),
        text(root, "message"),
        detail(detail),
        verified(detail.path("sign_information")));
  }

  private static @Nullable ErrorDetail detail(JsonNode detail) {
    if (!detail.isObject()) {
      return null;
    }
    String issue = text(detail, "issue");
    return new ErrorDetail(
        text(detail, "field"),
        text(detail, "value"),
        issue == null ? text(detail.path("detail"), "issue") : issue,
        text(detail, "location"));
  }

  private static @Nullable VerifiedMessage verified(JsonNode signInformation) {
    if (!signInformation.isObject()) {
      return null;
    }
    JsonNode length = signInformation.path("sign_message_length");
    return new VerifiedMessage(
        raw(signInformation, "method"),
        raw(signInformation, "url"),
        length.canConvertToInt() ? (Integer) length.intValue() : null);
  }

  private static @Nullable String text(JsonNode object, String member) {
    String raw = raw(object, member);
    return raw == null ? null : Texts.oneLine(raw);
  }

  /** Returns the text as it is, to be compared; what is shown is cut to one line. */
  private static @Nullable String raw(JsonNode object, String member) {
    JsonNode value = object.path(member);
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }
}
