package io.github.wechatpayfeign.cli.doctor;

import io.github.wechatpayfeign.cli.console.NetworkFailure;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.cli.results.FailureText;
import io.github.wechatpayfeign.errors.FrequencyLimitedException;
import io.github.wechatpayfeign.errors.MchNotExistsException;
import io.github.wechatpayfeign.errors.NoAuthException;
import io.github.wechatpayfeign.errors.ParamErrorException;
import io.github.wechatpayfeign.errors.SignErrorException;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.WechatPayException;

/**
 * What a failed signed query says about the settings. The query is about an order that cannot
 * exist, so "no such order" is the good answer, and every other refusal points at a setting.
 */
final class AnswerMeaning {

  private AnswerMeaning() {}

  /**
   * Returns status, code, message and explanation in one line. For a failure of the network the
   * message is enough: its explanation is the remedy, which a finding shows as the fix.
   */
  static String of(WechatPayException answer) {
    FailureText text = FailureText.of(answer);
    return answer instanceof TransportException
        ? String.valueOf(text.message())
        : text.withRequestId();
  }

  /** Adds the finding; a rate limit says nothing about the settings, so it is only a warning. */
  static void report(WechatPayException answer, Findings findings) {
    if (answer instanceof FrequencyLimitedException) {
      findings.warning(SignedQuery.QUERY, of(answer), Words.of("run the doctor again later"));
    } else {
      findings.failure(SignedQuery.QUERY, of(answer), fix(answer));
    }
  }

  /** Names the setting that this refusal points at; most refusals have just one likely cause. */
  private static String fix(WechatPayException answer) {
    if (answer instanceof SignErrorException) {
      return Words.of(
          "compare mchid, serial and key with the merchant portal, API security, and see the"
              + " check clock");
    }
    if (answer instanceof MchNotExistsException) {
      return Words.of("compare --mchid with the merchant portal");
    }
    if (answer instanceof NoAuthException) {
      return Words.of("request the payment product for this merchant in the merchant portal");
    }
    if (answer instanceof ParamErrorException
        && String.valueOf(answer.gatewayMessage()).contains("Wechatpay-Serial")) {
      return Words.of(
          "compare --public-key-id with the merchant portal, API security: WeChat Pay does not"
              + " know it");
    }
    String remedy = answer.getCause() == null ? null : NetworkFailure.remedy(answer.getCause());
    if (remedy != null) {
      return remedy;
    }
    if (answer instanceof TransportException || answer.status() / 100 == 5) {
      return Words.of(
          "try again later; if it fails again, see what is between this machine and WeChat Pay");
    }
    return Words.of("see the message");
  }
}
