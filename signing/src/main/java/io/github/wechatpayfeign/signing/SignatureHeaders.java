package io.github.wechatpayfeign.signing;

import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.merchant.Scheme;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The headers of an answer that make up its signature. Each occurs exactly once. */
record SignatureHeaders(String timestamp, String nonce, String serial, String signature) {

  private static final String TIMESTAMP = "Wechatpay-Timestamp";
  private static final String NONCE = "Wechatpay-Nonce";
  private static final String SERIAL = "Wechatpay-Serial";
  private static final String SIGNATURE = "Wechatpay-Signature";
  private static final String SIGNATURE_TYPE = "Wechatpay-Signature-Type";

  /** The signature of a probe begins with this: WeChat Pay tests whether clients verify. */
  private static final String PROBE = "WECHATPAY/SIGNTEST/";

  private static final int MAX_DIGITS = 12;
  private static final String NOT_SECONDS = "Wechatpay-Timestamp is not a number of seconds";

  private static final String NOT_VISIBLE = " has a character that is not visible ASCII";

  static boolean present(Map<String, Collection<String>> headers) {
    for (String name : headers.keySet()) {
      if (SIGNATURE.equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
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
    Collection<String> timestamps = List.of();
    Collection<String> nonces = List.of();
    Collection<String> serials = List.of();
    Collection<String> signatures = List.of();
    Collection<String> types = List.of();
    for (Map.Entry<String, Collection<String>> header : headers.entrySet()) {
      String name = header.getKey();
      if (name.equalsIgnoreCase(TIMESTAMP)) {
        timestamps = joined(timestamps, header.getValue());
      } else if (name.equalsIgnoreCase(NONCE)) {
        nonces = joined(nonces, header.getValue());
      } else if (name.equalsIgnoreCase(SERIAL)) {
        serials = joined(serials, header.getValue());
      } else if (name.equalsIgnoreCase(SIGNATURE)) {
        signatures = joined(signatures, header.getValue());
      } else if (name.equalsIgnoreCase(SIGNATURE_TYPE)) {
        types = joined(types, header.getValue());
      }
    }
    requireNoProbe(signatures);
    SignatureHeaders read =
        new SignatureHeaders(
            single(timestamps, TIMESTAMP),
            single(nonces, NONCE),
            single(serials, SERIAL),
            single(signatures, SIGNATURE));
    require(areSeconds(read.timestamp), Reason.MALFORMED_TIMESTAMP, NOT_SECONDS);
    // An HTTP/2 header can carry any byte, even a line feed.
    require(LinePart.isVisible(read.nonce), Reason.MALFORMED_NONCE, NONCE + NOT_VISIBLE);
    require(LinePart.isVisible(read.serial), Reason.MALFORMED_SERIAL, SERIAL + NOT_VISIBLE);
    if (!types.isEmpty() && !single(types, SIGNATURE_TYPE).equals(scheme.header())) {
      throw new VerificationFailure(
          Reason.WRONG_SIGNATURE_TYPE,
          SIGNATURE_TYPE + " is not " + scheme.header() + ", the type of the configured key");
    }
    return read;
  }

  /** Checked first, because a probe may also have a wrong value in any other header. */
  private static void requireNoProbe(Collection<String> signatures) throws VerificationFailure {
    for (String value : signatures) {
      if (value.startsWith(PROBE)) {
        throw new VerificationFailure(
            Reason.SIGNTEST_PROBE, "WeChat Pay sent a false signature to test that clients verify");
      }
    }
  }

  /** Returns whether a text is 1 to 12 digits. */
  private static boolean areSeconds(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() <= MAX_DIGITS;
  }

  private static void require(boolean fits, Reason reason, String finding)
      throws VerificationFailure {
    if (!fits) {
      throw new VerificationFailure(reason, finding);
    }
  }

  /** Returns the values of a header whose name may occur in lower and in upper case. */
  private static Collection<String> joined(Collection<String> one, Collection<String> other) {
    if (one.isEmpty()) {
      return other;
    }
    List<String> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  private static String single(Collection<String> values, String name) throws VerificationFailure {
    if (values.size() > 1) {
      throw new VerificationFailure(Reason.REPEATED_HEADER, name + " occurs more than once");
    }
    String value = values.isEmpty() ? "" : values.iterator().next();
    if (value.isEmpty()) {
      throw new VerificationFailure(Reason.MISSING_HEADER, name + " is missing");
    }
    return value;
  }
}
