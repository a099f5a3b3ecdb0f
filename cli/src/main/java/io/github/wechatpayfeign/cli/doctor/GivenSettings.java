package io.github.wechatpayfeign.cli.doctor;

import io.github.wechatpayfeign.cli.console.KeyLeaks;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.cli.settings.VariableDefaults;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The settings of a command, by the names of their options without the leading hyphens. The doctor
 * needs them one by one, while other commands only get the merchant that they make.
 */
record GivenSettings(CommandSpec command) {

  /** Returns the value of the option or of its variable, or null if neither is given. */
  @Nullable String find(String name) {
    Object value = command.findOption("--" + name).getValue();
    return value instanceof String text ? text : null;
  }

  /** Returns the value, or null after a failure if it is not given. */
  @Nullable String require(String name, Findings findings) {
    String value = find(name);
    if (value == null) {
      findings.failure(
          name,
          Words.of("is not given"),
          Words.of("give {0} or {1}", "--" + name, VariableDefaults.variableOf("--" + name)));
    }
    return value;
  }

  /**
   * Returns the value, or null if it is not given, after a finding about it.
   *
   * @param form the regular expression that the whole value has to match
   * @param formInWords the same for the message
   */
  @Nullable String requireForm(
      String name, String form, String formInWords, String fix, Findings findings) {
    String value = require(name, findings);
    if (value != null && value.matches(form)) {
      findings.ok(name, value);
    } else if (value != null && KeyLeaks.isKey(value)) {
      findings.failure(
          name, Words.of("the value is a key, which is not shown; expected {0}", formInWords), fix);
    } else if (value != null) {
      findings.failure(name, Words.of("{0} is not {1}", value, formInWords), fix);
    }
    return value;
  }
}
