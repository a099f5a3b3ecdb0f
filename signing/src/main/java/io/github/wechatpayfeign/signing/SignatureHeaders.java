package io.github.wechatpayfeign.signing;

import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.merchant.Scheme;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The headers of an answer that make up its signature, each there exactly once. */
record SignatureHeaders(String timestamp, String nonce, String serial, String signature) {

  private static final String NONCE = "Wechatpay-Nonce";
  private static final String SERIAL = "Wechatpay-Serial";
  private static final String SIGNATURE = "Wechatpay-Signature";
  private static final String SIGNATURE_TYPE = "Wechatpay-Signature-Type";

  /** What the signature of a probe begins with. */
  private static final String PROBE = "WECHATPAY/SIGNTEST/";

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
  private static final String NOT_SECONDS = "Wechatpay-Timestamp is not a number of seconds";

  private static final String NOT_VISIBLE =
      " holds something other than letters, digits and ASCII signs";

  static boolean present(Map<String, Collection<String>> headers) {
    return headers.keySet().stream().anyMatch(SIGNATURE::equalsIgnoreCase);
  }

  /**
   * Reads the headers of an answer.
   *
   * @throws VerificationFailure if one is missing, repeated, or holds a character that could be
   *     taken for the end of a line of the signed message
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
    // HTTP/2 carries any byte in a header, the line feed among them.
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

  /** A probe may differ from other answers in any header, such as in its serial. */
  private static void requireNoProbe(Map<String, Collection<String>> headers)
      throws VerificationFailure {
    if (values(headers, SIGNATURE).stream().anyMatch(value -> value.startsWith(PROBE))) {
      throw new VerificationFailure(
          Reason.SIGNTEST_PROBE, "WeChat Pay tests by a false signature that clients verify");
    }
  }

  private static void require(boolean fits, Reason reason, String finding)
      throws VerificationFailure {
    if (!fits) {
      throw new VerificationFailure(reason, finding);
    }
  }

  /** Returns all values of a header, whatever the case of its name. */
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
      throw new VerificationFailure(Reason.REPEATED_HEADER, name + " is there more than once");
    }
    if (values.isEmpty() || values.get(0).isEmpty()) {
      throw new VerificationFailure(Reason.MISSING_HEADER, name + " is missing");
    }
    return values.get(0);
  }
}
