package io.github.wechatpayfeign.signing;

import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
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
    List<String> types = Headers.values(headers, SIGNATURE_TYPE);
    if (!types.isEmpty() && !single(types, SIGNATURE_TYPE).equals(scheme.header())) {
      throw new NotVerified(
          Reason.WRONG_SIGNATURE_TYPE,
          SIGNATURE_TYPE + " is not " + scheme.header() + ", the type of the configured key");
    }
    return read;
  }

  private static String single(Map<String, Collection<String>> headers, String name)
      throws NotVerified {
    return single(Headers.values(headers, name), name);
  }

  private static String single(List<String> values, String name) throws NotVerified {
    if (values.size() > 1) {
      throw new NotVerified(Reason.REPEATED_HEADER, name + " is there more than once");
    }
    if (values.isEmpty() || values.get(0).isEmpty()) {
      throw new NotVerified(Reason.MISSING_HEADER, name + " is missing");
    }
    return values.get(0);
  }
}
