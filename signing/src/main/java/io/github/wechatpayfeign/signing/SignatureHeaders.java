package io.github.wechatpayfeign.signing;

import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The headers of an answer that make up its signature, each there exactly once. */
record SignatureHeaders(String timestamp, String nonce, String serial, String signature) {

  private static final String SIGNATURE = "Wechatpay-Signature";
  private static final String SIGNATURE_TYPE = "Wechatpay-Signature-Type";

  static boolean present(Map<String, Collection<String>> headers) {
    return headers.keySet().stream().anyMatch(SIGNATURE::equalsIgnoreCase);
  }

  static SignatureHeaders read(Map<String, Collection<String>> headers, Scheme scheme)
      throws NotVerified {
    SignatureHeaders read =
        new SignatureHeaders(
            single(headers, "Wechatpay-Timestamp"),
            single(headers, "Wechatpay-Nonce"),
            single(headers, "Wechatpay-Serial"),
            single(headers, SIGNATURE));
    if (!values(headers, SIGNATURE_TYPE).isEmpty()
        && !single(headers, SIGNATURE_TYPE).equals(scheme.header())) {
      throw new NotVerified(
          Reason.WRONG_SIGNATURE_TYPE,
          SIGNATURE_TYPE + " is not " + scheme.header() + ", the type of the configured key");
    }
    return read;
  }

  private static String single(Map<String, Collection<String>> headers, String name)
      throws NotVerified {
    List<String> values = values(headers, name);
    if (values.size() > 1) {
      throw new NotVerified(Reason.REPEATED_HEADER, name + " is there more than once");
    }
    if (values.isEmpty() || values.get(0).isEmpty()) {
      throw new NotVerified(Reason.MISSING_HEADER, name + " is missing");
    }
    return values.get(0);
  }

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
}
