package io.github.wechatpayfeign.signing;

import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.merchant.Scheme;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The headers of an answer that make up its signature. Each occurs exactly once. */
record SignatureHeaders(String timestamp, String nonce, String serial, String signature) {

  private static final String NONCE = "Wechatpay-Nonce";
  private static final String SERIAL = "Wechatpay-Serial";
  private static final String SIGNATURE = "Wechatpay-Signature";
  private static final String SIGNATURE_TYPE = "Wechatpay-Signature-Type";

  /** The signature of a probe begins with this: WeChat Pay tests whether clients verify. */
  private static final String PROBE = "WECHATPAY/SIGNTEST/";

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
  private static final String NOT_SECONDS = "Wechatpay-Timestamp is not a number of seconds";

  private static final String NOT_VISIBLE = " has a character that is not visible ASCII";

  static boolean present(Map<String, Collection<String>> headers) {
    return headers.keySet().stream().anyMatch(SIGNATURE::equalsIgnoreCase);
  }

  /**
   * Reads the headers of an answer.
   *
   * @throws VerificationFailure if a header is missing, repeated or malformed, if it has a
   *     character that could end a line of the signed message, or if WeChat Pay tests with a false
   *     signature
   */
  static SignatureHeaders read(Map<String, Collection<String>> headers, Scheme scheme)
      throws VerificationFailure {
    requireNoProbe(headers);
    SignatureHeaders read =
        new SignatureHeaders(
            single(headers, "Wechatpay-Timestamp"),
            single(headers, NONCE),
            single(headers, SERIAL),
            single(headers, SIGNATURE));
    require(SECONDS.matcher(read.timestamp).matches(), Reason.MALFORMED_TIMESTAMP, NOT_SECONDS);
    // An HTTP/2 header can carry any byte, even a line feed.
    require(LinePart.isVisible(read.nonce), Reason.MALFORMED_NONCE, NONCE + NOT_VISIBLE);
    require(LinePart.isVisible(read.serial), Reason.MALFORMED_SERIAL, SERIAL + NOT_VISIBLE);
    List<String> types = values(headers, SIGNATURE_TYPE);
    if (!types.isEmpty() && !single(types, SIGNATURE_TYPE).equals(scheme.header())) {
      throw new VerificationFailure(
          Reason.WRONG_SIGNATURE_TYPE,
          SIGNATURE_TYPE + " is not " + scheme.header() + ", the type of the configured key");
    }
    return read;
  }

  /** Checked first, because a probe may also have a wrong value in any other header. */
  private static void requireNoProbe(Map<String, Collection<String>> headers)
      throws VerificationFailure {
    if (values(headers, SIGNATURE).stream().anyMatch(value -> value.startsWith(PROBE))) {
      throw new VerificationFailure(
          Reason.SIGNTEST_PROBE, "WeChat Pay sent a false signature to test that clients verify");
    }
  }

  private static void require(boolean fits, Reason reason, String finding)
      throws VerificationFailure {
    if (!fits) {
      throw new VerificationFailure(reason, finding);
    }
  }

  /** Returns all values of a header; upper and lower case in its name do not matter. */
  private static List<String> values(Map<String, Collection<String>> headers, String name) {
    List<String> values = new ArrayList<>(1);
    headers.forEach(
        (key, each) -> {
          if (key.equalsIgnoreCase(name)) {
            values.addAll(each);
          }
        });
    return values;
  }

  private static String single(Map<String, Collection<String>> headers, String name)
      throws VerificationFailure {
    return single(values(headers, name), name);
  }

  private static String single(List<String> values, String name) throws VerificationFailure {
    if (values.size() > 1) {
      throw new VerificationFailure(Reason.REPEATED_HEADER, name + " occurs more than once");
    }
    if (values.isEmpty() || values.get(0).isEmpty()) {
      throw new VerificationFailure(Reason.MISSING_HEADER, name + " is missing");
    }
    return values.get(0);
  }
}
