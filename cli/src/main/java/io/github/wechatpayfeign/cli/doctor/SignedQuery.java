package io.github.wechatpayfeign.cli.doctor;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.errors.NoVerificationKeyException;
import io.github.wechatpayfeign.errors.OrderNotExistException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Queries an order that cannot exist: a signed request that changes nothing. The answer "no such
 * order" proves that WeChat Pay accepts mchid, serial, key and clock. That answer is usually not
 * signed, so it does not prove the key of WeChat Pay. A query of an existing order, or a download
 * of platform certificates, does.
 */
record SignedQuery(WechatPay wechatPay, Findings findings, @Nullable String existingOrder) {

  static final String QUERY = "signed-query";
  static final String VERIFICATION = "verification";

  void run() {
    try {
      wechatPay.queryOrder(newNumber());
      findings.warning(
          QUERY,
          Words.of("an order was found that cannot exist"),
          Words.of("see which server answers there"));
      verification(null);
    } catch (OrderNotExistException asExpected) {
      findings.ok(
          QUERY, Words.of("404 ORDER_NOT_EXIST: mchid, serial, key and clock are accepted"));
      verification(asExpected);
    } catch (ResponseNotVerifiedException e) {
      findings.skipped(QUERY, Words.of("the answer is not used, because it fails verification"));
      notVerified(e);
    } catch (NoVerificationKeyException e) {
      findings.skipped(QUERY, Words.of("not sent, because no answer could be verified"));
      findings.failure(VERIFICATION, AnswerMeaning.of(e), Words.of("see the message"));
    } catch (WechatPayException e) {
      AnswerMeaning.report(e, findings);
      findings.skipped(
          VERIFICATION, Words.of("not checked, because the signed query failed (see above)"));
    }
  }

  /** Returns a legal order number that no shop uses: DOCTOR and 26 random hexadecimal digits. */
  private static String newNumber() {
    return "DOCTOR" + UUID.randomUUID().toString().replace("-", "").substring(6);
  }

  /**
   * Proves the key of WeChat Pay by the cheapest signed answer that there is: this one, that of an
   * existing order, or a download of platform certificates.
   */
  private void verification(@Nullable WechatPayException answer) {
    if (answer == null || answer.responseHeaders().containsKey("Wechatpay-Signature")) {
      findings.ok(VERIFICATION, Words.of("the answer is signed, and passes verification"));
    } else if (existingOrder != null) {
      proveBy(existingOrder);
    } else if (wechatPay.merchant().publicKeyId() == null) {
      proveByDownload();
    } else {
      findings.warning(
          VERIFICATION,
          Words.of("this answer does not prove the public key: a 404 is not signed"),
          Words.of("give --order NUMBER of an order that exists; the answer about it is signed"));
    }
  }

  /** A failure of this query is only a warning: the order that the user named may not exist. */
  private void proveBy(String order) {
    try {
      wechatPay.queryOrder(order);
      findings.ok(VERIFICATION, Words.of("the signed answer about {0} passes verification", order));
    } catch (ResponseNotVerifiedException e) {
      notVerified(e);
    } catch (WechatPayException e) {
      findings.warning(
          VERIFICATION,
          Words.of("the query of {0} does not prove the key: {1}", order, AnswerMeaning.of(e)),
          Words.of("give --order NUMBER of an order that exists"));
    }
  }

  /** Needs an APIv3 key; without one the client throws an {@link IllegalStateException}. */
  private void proveByDownload() {
    try {
      wechatPay.refreshPlatformCertificates();
      findings.ok(
          VERIFICATION, Words.of("platform certificates were downloaded, and pass verification"));
    } catch (IllegalStateException noKeyToDownloadWith) {
      findings.warning(
          VERIFICATION,
          Words.of("this answer does not prove the platform certificate: a 404 is not signed"),
          Words.of("give --order NUMBER of an order that exists; the answer about it is signed"));
    } catch (ResponseNotVerifiedException e) {
      notVerified(e);
    } catch (WechatPayException e) {
      findings.failure(
          VERIFICATION, AnswerMeaning.of(e), Words.of("compare --api-v3-key with the portal"));
    }
  }

  private void notVerified(ResponseNotVerifiedException e) {
    findings.failure(
        VERIFICATION,
        e.reason() + ": " + AnswerMeaning.of(e),
        Words.of(
            "compare --public-key-id and --public-key with the merchant portal, API security"));
  }
}
