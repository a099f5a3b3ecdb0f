package io.github.wechatpayfeign.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Makes Spring Boot print, after a failed start, which property to fix and how, instead of a stack
 * trace.
 */
final class WrongPropertyAnalyzer extends AbstractFailureAnalyzer<WrongPropertyException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, WrongPropertyException cause) {
    return new FailureAnalysis(
        Phrase.of("WeChat Pay cannot be set up:\n\n    {0}", cause.problem()).forPeople(),
        cause.remedy(),
        cause);
  }
}
