package io.github.wechatpayfeign.errors;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Explains in one sentence why the gateway did not accept a signature: it compares the message that
 * the gateway verified with the message that was signed.
 *
 * @see <a
 *     href="https://pay.weixin.qq.com/docs/partner/development/interface-rules/signature-faqs.html">
 *     the gateway's messages</a>
 */
final class SignErrorExplanation {

  private SignErrorExplanation() {}

  static @Nullable String of(
      ErrorBody body, Map<String, Collection<String>> headers, SignedRequest signed) {
    String fromMessage = fromMessage(String.valueOf(body.message()), signed, headers);
    return fromMessage == null && body.verified() != null
        ? fromComparison(body.verified(), signed)
        : fromMessage;
  }

  private static @Nullable String fromComparison(VerifiedMessage verified, SignedRequest signed) {
    if (verified.method() != null && !verified.method().equals(signed.method())) {
      return differs("method", verified.method(), signed.method());
    }
    if (verified.url() != null && !verified.url().equals(signed.target())) {
      return differs("URL", verified.url(), signed.target());
    }
    if (verified.length() != null && verified.length() != signed.length()) {
      return "the body was changed on the way: a message of "
          + signed.length()
          + " bytes was signed, but the gateway verified one of "
          + verified.length()
          + " bytes";
    }
    if (verified.method() == null || verified.url() == null || verified.length() == null) {
      return null;
    }
    return "the private key does not belong to the merchant API certificate with the serial "
        + signed.serial()
        + ": the gateway verified exactly what was signed";
  }

  private static String differs(String what, String verified, String signed) {
    return "the "
        + what
        + " was changed on the way: "
        + Texts.oneLine(signed)
        + " was signed, but the gateway verified "
        + Texts.oneLine(verified);
  }

  private static @Nullable String fromMessage(
      String message, SignedRequest signed, Map<String, Collection<String>> headers) {
    if (message.contains("timestamp")) {
      return "the clocks differ"
          + offset(signed, ResponseHeaders.first(headers, "Date"))
          + ": set this machine's clock";
    }
    if (message.contains("序列号")) {
      return "the gateway does not know the serial "
          + signed.serial()
          + " for this merchant: check the serial of the merchant API certificate";
    }
    if (message.contains("未申请")) {
      return "the merchant has no API certificate at the gateway: apply for one in the merchant"
          + " portal";
    }
    if (message.contains("证书")) {
      return "the merchant API certificate with the serial "
          + signed.serial()
          + " is not valid at the gateway: it expired, or was revoked or replaced";
    }
    return null;
  }

  private static String offset(SignedRequest signed, @Nullable String date) {
    if (date == null) {
      return "";
    }
    Instant sent = HttpDates.parse(date, Instant.ofEpochSecond(signed.timestamp()));
    if (sent == null) {
      return "";
    }
    long ahead = signed.timestamp() - sent.getEpochSecond();
    return ": the signature was made "
        + Math.abs(ahead)
        + (ahead < 0 ? " s before" : " s after")
        + " the gateway's "
        + date;
  }
}
