package io.github.wechatpayfeign.cli.doctor;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.errors.NoVerificationKeyException;
import io.github.wechatpayfeign.errors.OrderNotExistException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Queries an order that cannot exist: a round trip that is signed and changes nothing. An answer
 * that there is no such order proves that the merchant's side is right. It is usually not signed,
 * and then proves nothing of WeChat Pay's side.
 */
record SignedQuery(WechatPay wechatPay, Findings findings, @Nullable String existingOrder) {

  static final String QUERY = "signed-query";
  static final String VERIFICATION = "verification";
  private static final String KEY =
      "compare --public-key-id and --public-key with the merchant portal, API security";

  void run() {
    try {
      wechatPay.queryOrder(newNumber());
      findings.warning(QUERY, "an order was found that cannot exist", "see what answers there");
      verification(null);
    } catch (OrderNotExistException asExpected) {
      findings.ok(QUERY, "404 ORDER_NOT_EXIST: mchid, serial, key and clock are accepted");
      verification(asExpected);
    } catch (ResponseNotVerifiedException e) {
      findings.skipped(QUERY, "what was answered is not known, since it does not verify");
      notVerified(e);
    } catch (NoVerificationKeyException e) {
      findings.skipped(QUERY, "nothing is sent as long as no answer could be verified");
      findings.failure(VERIFICATION, AnswerMeaning.of(e), "see the message");
    } catch (WechatPayException e) {
      AnswerMeaning.report(e, findings);
      findings.skipped(VERIFICATION, "there is no answer of a right query, see above");
    }
  }

  /** 6 to 32 of the characters that are allowed, and of no pattern that a shop would use. */
  private static String newNumber() {
    return "DOCTOR" + UUID.randomUUID().toString().replace("-", "").substring(6);
  }

  private void verification(@Nullable WechatPayException answer) {
    if (answer == null || answer.responseHeaders().containsKey("Wechatpay-Signature")) {
      findings.ok(VERIFICATION, "the answer is signed, and verifies");
    } else if (existingOrder != null) {
      proveBy(existingOrder);
    } else if (wechatPay.merchant().publicKeyId() == null) {
      proveByDownload();
    } else {
      findings.warning(
          VERIFICATION,
          "the public key is not proven by this answer: a 404 is not signed",
          "give --order NUMBER of an order that exists; its query is signed");
    }
  }

  private void proveBy(String order) {
    try {
      wechatPay.queryOrder(order);
      findings.ok(VERIFICATION, "the signed answer about " + order + " verifies");
    } catch (ResponseNotVerifiedException e) {
      notVerified(e);
    } catch (WechatPayException e) {
      findings.warning(
          VERIFICATION,
          "not proven by the query of " + order + ": " + AnswerMeaning.of(e),
          "give --order NUMBER of an order that exists");
    }
  }

  private void proveByDownload() {
    try {
      wechatPay.refreshPlatformCertificates();
      findings.ok(VERIFICATION, "platform certificates were downloaded, and verify");
    } catch (IllegalStateException noKeyToDownloadWith) {
      findings.warning(
          VERIFICATION,
          "the platform certificate is not proven by this answer: a 404 is not signed",
          "give --order NUMBER of an order that exists; its query is signed");
    } catch (ResponseNotVerifiedException e) {
      notVerified(e);
    } catch (WechatPayException e) {
      findings.failure(VERIFICATION, AnswerMeaning.of(e), "compare --api-v3-key with the portal");
    }
  }

  private void notVerified(ResponseNotVerifiedException e) {
    findings.failure(VERIFICATION, e.reason() + ": " + AnswerMeaning.of(e), KEY);
  }
}
