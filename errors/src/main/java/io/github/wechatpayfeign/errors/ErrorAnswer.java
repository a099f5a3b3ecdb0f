package io.github.wechatpayfeign.errors;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error answer of the gateway with the row of {@link ErrorTable} that it matched. */
final class ErrorAnswer {

  private static final int MAX_PREVIEW = 256;

  private final int status;
  private final byte[] body;
  private final Map<String, Collection<String>> headers;
  private final CallFacts facts;
  private final @Nullable SignedRequest signed;
  private final ErrorBody members;
  private final ErrorTable.Row row;

  ErrorAnswer(
      int status,
      byte[] body,
      Map<String, Collection<String>> headers,
      CallFacts facts,
      @Nullable SignedRequest signed) {
    this.status = status;
    this.body = body;
    this.headers = headers;
    this.facts = facts;
    this.signed = signed;
    this.members = ErrorBody.read(body);
    this.row = ErrorTable.find(status, members.code());
  }

  WechatPayException toException() {
    return row.exception().apply(this);
  }

  int status() {
    return status;
  }

  byte[] body() {
    return body;
  }

  Map<String, Collection<String>> headers() {
    return headers;
  }

  CallFacts facts() {
    return facts;
  }

  ErrorBody members() {
    return members;
  }

  ErrorTable.Row row() {
    return row;
  }

  String describe() {
    if (members.code() == null && members.message() == null) {
      return "HTTP " + status + " without an error code" + preview();
    }
    return "HTTP "
        + status
        + (members.code() == null ? "" : " " + members.code())
        + (members.message() == null ? "" : ": " + members.message())
        + (members.detailWords().isEmpty() ? "" : " (" + members.detailWords() + ")")
        + describe(explanation());
  }

  /** Returns why the gateway did not accept the signature, or null if that is unknown. */
  @Nullable String explanation() {
    String explanation =
        signed != null && row.next() == NextStep.FIX_CREDENTIALS_OR_CLOCK && status == 401
            ? SignErrorExplanation.of(members, headers, signed)
            : null;
    return explanation == null ? null : Texts.onOneLine(explanation);
  }

  private static String describe(@Nullable String explanation) {
    return explanation == null ? "" : "; " + Texts.oneLine(explanation);
  }

  private String preview() {
    String start = new String(body, 0, Math.min(body.length, MAX_PREVIEW), StandardCharsets.UTF_8);
    return body.length == 0 ? ", with an empty body" : ", body: " + Texts.oneLine(start);
  }
}
