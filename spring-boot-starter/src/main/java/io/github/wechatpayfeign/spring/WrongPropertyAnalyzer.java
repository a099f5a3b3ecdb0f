package io.github.wechatpayfeign.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in the log of a start that failed which property to mend, and how. */
final class WrongPropertyAnalyzer extends AbstractFailureAnalyzer<WrongPropertyException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, WrongPropertyException cause) {
    return new FailureAnalysis(
        "WeChat Pay cannot be set up:\n\n    " + cause.problem(), cause.remedy(), cause);
  }
}
