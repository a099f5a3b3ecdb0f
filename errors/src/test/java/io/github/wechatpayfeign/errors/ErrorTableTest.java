package io.github.wechatpayfeign.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Every documented (status, code) pair has its own type, outcome and next step. */
class ErrorTableTest {

  private final WechatPayErrorDecoder decoder = new WechatPayErrorDecoder();

  @ParameterizedTest(name = "{0} {1} is a {2}")
  @CsvFileSource(resources = "official-page.csv", delimiter = '|')
  void mapsEveryPairOfTheOfficialPage(int status, String code, String exception) {
    WechatPayException thrown = decode(status, code);

    assertThat(thrown.getClass().getSimpleName()).isEqualTo(exception);
    assertThat(thrown.status()).isEqualTo(status);
    assertThat(thrown.code()).isEqualTo(code);
    assertThat(thrown.remedy()).isNotBlank();
  }

  @ParameterizedTest(name = "{0} {1} is a {2}")
  @CsvFileSource(resources = "further-codes.csv", delimiter = '|')
  void mapsFurtherCodesInEverySpelling(int status, String code, String exception) {
    WechatPayException thrown = decode(status, code);

    assertThat(thrown.getClass().getSimpleName()).isEqualTo(exception);
    assertThat(thrown.code()).as("the code as the gateway wrote it").isEqualTo(code);
  }

  @Test
  void hasItsOwnTypeForEachPairOfTheOfficialPage() {
    List<Class<?>> types =
        Stream.of(
                decode(400, "PARAM_ERROR"),
                decode(400, "INVALID_REQUEST"),
                decode(401, "SIGN_ERROR"),
                decode(500, "SYSTEM_ERROR"),
                decode(400, "MCH_NOT_EXISTS"),
                decode(403, "RULE_LIMIT"),
                decode(403, "TRADE_ERROR"),
                decode(429, "FREQUENCY_LIMITED"))
            .<Class<?>>map(Object::getClass)
            .toList();

    assertThat(types).doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "{0} {1}: {2}, {3}, retryable {4}")
  @CsvSource({
    "400, PARAM_ERROR, REJECTED, FIX_REQUEST, false",
    "400, INVALID_REQUEST, REJECTED, FIX_REQUEST, false",
    "400, MCH_NOT_EXISTS, REJECTED, FIX_CREDENTIALS_OR_CLOCK, false",
    "401, SIGN_ERROR, REJECTED, FIX_CREDENTIALS_OR_CLOCK, false",
    "403, NO_AUTH, REJECTED, FIX_CREDENTIALS_OR_CLOCK, false",
    "403, RULE_LIMIT, REJECTED, QUERY_ORDER, false",
    "403, TRADE_ERROR, REJECTED, QUERY_ORDER, false",
    "400, ORDER_CLOSED, REJECTED, QUERY_ORDER, false",
    "400, ORDER_PAID, REJECTED, QUERY_ORDER, false",
    "403, USER_ACCOUNT_ABNORMAL, REJECTED, QUERY_ORDER, false",
    "404, ORDER_NOT_EXIST, REJECTED, QUERY_ORDER, false",
    "429, FREQUENCY_LIMITED, REJECTED, RETRY_LATER, true",
    "500, SYSTEM_ERROR, UNKNOWN, RETRY_LATER, true",
    "500, BANK_ERROR, UNKNOWN, QUERY_ORDER, true",
    "500, OPENID_MISMATCH, UNKNOWN, QUERY_ORDER, false",
    "503, SERVICE_UNAVAILABLE, UNKNOWN, RETRY_LATER, true",
    "202, USER_PAYING, UNKNOWN, QUERY_ORDER, true",
    "202, NEW_CODE, UNKNOWN, RETRY_LATER, true",
    "302, NEW_CODE, UNKNOWN, QUERY_ORDER, false",
    "400, NEW_CODE, REJECTED, FIX_REQUEST, false",
    "401, NEW_CODE, REJECTED, FIX_CREDENTIALS_OR_CLOCK, false",
    "403, NEW_CODE, REJECTED, QUERY_ORDER, false",
    "404, NEW_CODE, REJECTED, QUERY_ORDER, false",
    "405, NEW_CODE, REJECTED, FIX_REQUEST, false",
    "429, NEW_CODE, REJECTED, RETRY_LATER, true",
    "500, NEW_CODE, UNKNOWN, RETRY_LATER, true",
    "504, NEW_CODE, UNKNOWN, RETRY_LATER, true"
  })
  void hasAnOutcomeAndANextStep(
      int status, String code, Outcome outcome, NextStep next, boolean retryable) {
    WechatPayException thrown = decode(status, code);

    assertThat(thrown.outcome()).isEqualTo(outcome);
    assertThat(thrown.next()).isEqualTo(next);
    assertThat(thrown.retryable()).isEqualTo(retryable);
  }

  @ParameterizedTest(name = "{0} {1} is a {2}")
  @CsvSource({
    "400, NEW_CODE, ClientErrorException",
    "418, NEW_CODE, ClientErrorException",
    "500, NEW_CODE, ServerErrorException",
    "599, NEW_CODE, ServerErrorException",
    "200, NEW_CODE, UnexpectedStatusException",
    "202, NEW_CODE, UnexpectedStatusException",
    "307, NEW_CODE, UnexpectedStatusException",
  })
  void fallsBackToTheFamilyOfTheStatus(int status, String code, String exception) {
    assertThat(decode(status, code).getClass().getSimpleName()).isEqualTo(exception);
  }

  @Test
  void neverTakesARefusalFromTheBodyOfAServerError() {
    WechatPayException thrown = decode(500, "ORDER_CLOSED");

    assertThat(thrown).isExactlyInstanceOf(ServerErrorException.class);
    assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(thrown.code()).isEqualTo("ORDER_CLOSED");
  }

  @Test
  void hasNoRowTwice() {
    assertThat(ErrorTable.CODES).extracting(ErrorTable.Row::code).doesNotHaveDuplicates();
  }

  private WechatPayException decode(int status, String code) {
    return decoder.decode("", Answers.of(status, "{\"code\":\"" + code + "\"}"));
  }
}
