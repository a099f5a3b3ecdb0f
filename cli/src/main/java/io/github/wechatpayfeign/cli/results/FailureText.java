package io.github.wechatpayfeign.cli.results;

import io.github.wechatpayfeign.cli.console.NetworkFailure;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.errors.SignErrorException;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, in the words of all commands. It contains neither the outcome nor the next step,
 * because each command has its own.
 *
 * @param status the HTTP status, null if no answer came
 * @param code the gateway's error code, null if the answer has none
 * @param message the gateway's message, or a sentence of this program if there is none
 * @param explanation why the signature was refused, or what to do about the network; null if
 *     nothing more is known
 * @param requestId the {@code Request-ID} of the answer, null if it has none
 */
public record FailureText(
    @Nullable Integer status,
    @Nullable String code,
    @Nullable String message,
    @Nullable String explanation,
    @Nullable String requestId) {

  /** Returns the text of a failed call, or of a value that was refused before any call. */
  public static FailureText of(RuntimeException failure) {
    if (!(failure instanceof WechatPayException known)) {
      return new FailureText(null, null, unforeseen(failure), null, null);
    }
    String message = known.gatewayMessage();
    return new FailureText(
        known.status() == 0 ? null : known.status(),
        known.code(),
        message == null ? sentence(known) : message,
        explanation(known),
        known.requestId());
  }

  private static @Nullable String explanation(WechatPayException failure) {
    if (failure instanceof SignErrorException error) {
      return error.explanation();
    }
    return failure instanceof TransportException && failure.getCause() != null
        ? NetworkFailure.remedy(failure.getCause())
        : null;
  }

  /** Returns the text of an exception that is not one of the library's. */
  private static String unforeseen(RuntimeException failure) {
    String message = failure.getMessage();
    String words = message == null ? "" : NetworkFailure.withoutClasses(message);
    return words.isEmpty() ? Words.of("this program failed unexpectedly") : words;
  }

  /** Returns a sentence for a failure without a gateway message; it says first if it was sent. */
  private static String sentence(WechatPayException failure) {
    if (failure instanceof TransportException transport && transport.getCause() != null) {
      String words = NetworkFailure.inWords(transport.getCause());
      return transport.sent()
          ? Words.of("No answer after the request was sent: {0}", words)
          : Words.of("Nothing was sent: {0}", words);
    }
    return NetworkFailure.withoutClasses(failure.summary());
  }

  /** Returns status, code, message and explanation in one line. */
  public String inWords() {
    StringJoiner words = new StringJoiner(" ");
    if (code != null) {
      words.add(status + " " + code);
    }
    if (message != null) {
      words.add(message);
    }
    return explanation == null ? words.toString() : words + ": " + explanation;
  }

  /** Returns the words with the {@code Request-ID} that WeChat Pay's support asks for. */
  public String withRequestId() {
    return requestId == null ? inWords() : inWords() + " (Request-ID " + requestId + ")";
  }
}
