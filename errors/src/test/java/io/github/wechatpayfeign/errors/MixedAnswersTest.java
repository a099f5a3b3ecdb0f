package io.github.wechatpayfeign.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Answers whose status and code do not belong together: every status that has its own meaning, with
 * every row of the table. The more uncertain of the two counts.
 */
class MixedAnswersTest {

  /** Statuses that are about the connection, the proxy or the rate, by RFC 9110 and others. */
  static final Set<Integer> ABOUT_THE_CONNECTION = Set.of(407, 408, 421, 425, 426, 429, 499, 511);

  /** Statuses below 500 after which the call may have taken effect anyway. */
  private static final Set<Integer> IN_DOUBT = Set.of(408, 499);

  static final List<Integer> STATUSES =
      List.of(
          -1, 0, 100, 101, 200, 202, 204, 299, 301, 302, 304, 307, 400, 401, 402, 403, 404, 405,
          407, 408, 409, 410, 415, 418, 421, 425, 426, 429, 431, 451, 498, 499, 500, 501, 502, 503,
          504, 505, 511, 520, 599, 600, 999);

  private static final Set<Class<?>> EVIDENCE =
      Set.of(OrderClosedException.class, OrderNotExistException.class, OrderPaidException.class);

  private final WechatPayErrorDecoder decoder = new WechatPayErrorDecoder();

  @ParameterizedTest(name = "{0} with each code")
  @FieldSource("STATUSES")
  void isAsUncertainAsTheMoreUncertainOfStatusAndCode(int status) {
    boolean refusedByStatus = status >= 400 && status <= 499 && !IN_DOUBT.contains(status);

    forEachCode(
        (code, row) -> {
          boolean refused = refusedByStatus && row.outcome() == Outcome.REJECTED;
          assertThat(decode(status, code).outcome())
              .as(code)
              .isEqualTo(refused ? Outcome.REJECTED : Outcome.UNKNOWN);
        });
  }

  @ParameterizedTest(name = "{0} with each code")
  @FieldSource("STATUSES")
  void advisesToFixSomethingOnlyIfTheCallWasRefused(int status) {
    forEachCode(
        (code, row) -> {
          WechatPayException thrown = decode(status, code);

          if (thrown.outcome() == Outcome.UNKNOWN) {
            assertThat(thrown.next()).as(code).isIn(NextStep.RETRY_LATER, NextStep.QUERY_ORDER);
          }
        });
  }

  @ParameterizedTest(name = "{0} with each code")
  @FieldSource("ABOUT_THE_CONNECTION")
  void isRetryableIfTheStatusIsAboutTheConnection(int status) {
    forEachCode(
        (code, row) -> {
          WechatPayException thrown = decode(status, code);

          assertThat(thrown.retryable()).as(code).isTrue();
          assertThat(thrown.next()).as(code).isIn(NextStep.RETRY_LATER, NextStep.QUERY_ORDER);
        });
  }

  /** A caller who catches one of these types expects a statement of the gateway about the order. */
  @ParameterizedTest(name = "{0} with each code")
  @FieldSource("STATUSES")
  void hasATypeAboutTheOrderOnlyIfTheStatusIsAboutTheOrder(int status) {
    boolean speaksOfTheOrder =
        status >= 400 && status <= 499 && status != 401 && !ABOUT_THE_CONNECTION.contains(status);

    forEachCode(
        (code, row) -> {
          WechatPayException thrown = decode(status, code);

          if (!speaksOfTheOrder) {
            assertThat(EVIDENCE).as(code).doesNotContain(thrown.getClass());
          } else if (row.outcome() == Outcome.REJECTED) {
            assertThat(thrown).as(code).hasSameClassAs(decode(row.status(), code));
          }
        });
  }

  @ParameterizedTest(name = "{0} with each code")
  @FieldSource("STATUSES")
  void keepsTheCodeAndItsDocumentedSpellingWhateverTheType(int status) {
    forEachCode(
        (code, row) -> {
          WechatPayException thrown = decode(status, code);

          assertThat(thrown.status()).isEqualTo(status);
          assertThat(thrown.code()).isEqualTo(code);
          assertThat(thrown.documentedCode()).isEqualTo(row.code());
          assertThat(thrown.remedy()).as(code).isNotBlank();
        });
  }

  @ParameterizedTest(name = "{0} {1}: {2}, {3}, {4}, retryable {5}")
  @CsvSource({
    "400, SYSTEM_ERROR,      SystemErrorException,        UNKNOWN,  RETRY_LATER, true",
    "403, SYSTEMERROR,       SystemErrorException,        UNKNOWN,  RETRY_LATER, true",
    "401, SYSTEM_ERROR,      SystemErrorException,        UNKNOWN,  RETRY_LATER, true",
    "400, BANK_ERROR,        BankErrorException,          UNKNOWN,  QUERY_ORDER, true",
    "400, OPENID_MISMATCH,   OpenidMismatchException,     UNKNOWN,  QUERY_ORDER, false",
    "400, USERPAYING,        UserPayingException,         UNKNOWN,  QUERY_ORDER, true",
    "500, USER_PAYING,       UserPayingException,         UNKNOWN,  QUERY_ORDER, true",
    "202, SYSTEM_ERROR,      SystemErrorException,        UNKNOWN,  RETRY_LATER, true",
    "500, ORDER_NOT_EXIST,   ServerErrorException,        UNKNOWN,  RETRY_LATER, true",
    "500, PARAM_ERROR,       ServerErrorException,        UNKNOWN,  RETRY_LATER, true",
    "503, FREQUENCY_LIMITED, ServerErrorException,        UNKNOWN,  RETRY_LATER, true",
    "202, ORDER_CLOSED,      UnexpectedStatusException,   UNKNOWN,  RETRY_LATER, true",
    "302, ORDER_PAID,        UnexpectedStatusException,   UNKNOWN,  QUERY_ORDER, false",
    "404, ORDER_CLOSED,      OrderClosedException,        REJECTED, QUERY_ORDER, false",
    "400, ORDERNOTEXIST,     OrderNotExistException,      REJECTED, QUERY_ORDER, false",
    "401, ORDER_NOT_EXIST,   ClientErrorException,        REJECTED, FIX_CREDENTIALS_OR_CLOCK, false",
    "401, NO_AUTH,           NoAuthException,             REJECTED, FIX_CREDENTIALS_OR_CLOCK, false",
    "401, PARAM_ERROR,       ParamErrorException,         REJECTED, FIX_REQUEST, false",
    "429, PARAM_ERROR,       ClientErrorException,        REJECTED, RETRY_LATER, true",
    "429, ORDER_NOT_EXIST,   ClientErrorException,        REJECTED, RETRY_LATER, true",
    "429, SYSTEM_ERROR,      SystemErrorException,        UNKNOWN,  RETRY_LATER, true",
    "429, OPENID_MISMATCH,   ClientErrorException,        UNKNOWN,  RETRY_LATER, true",
    "400, RATE_LIMITED,      FrequencyLimitedException,   REJECTED, RETRY_LATER, true",
    "408, ORDER_NOT_EXIST,   ClientErrorException,        UNKNOWN,  RETRY_LATER, true",
    "408, PARAM_ERROR,       ClientErrorException,        UNKNOWN,  RETRY_LATER, true",
    "408, SYSTEM_ERROR,      SystemErrorException,        UNKNOWN,  RETRY_LATER, true",
  })
  void hasTheTypeOfTheCodeIfTheCodeIsNoMoreCertainThanTheStatus(
      int status, String code, String type, Outcome outcome, NextStep next, boolean retryable) {
    WechatPayException thrown = decode(status, code);

    assertThat(thrown.getClass().getSimpleName()).isEqualTo(type);
    assertThat(thrown.outcome()).isEqualTo(outcome);
    assertThat(thrown.next()).isEqualTo(next);
    assertThat(thrown.retryable()).isEqualTo(retryable);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "407, REJECTED",
    "408, UNKNOWN",
    "421, REJECTED",
    "425, REJECTED",
    "426, REJECTED",
    "429, REJECTED",
    "499, UNKNOWN",
    "511, UNKNOWN"
  })
  void isRetryableIfAProxyOrTheConnectionIsAtFault(int status, Outcome outcome) {
    for (String body : List.of("", "<html>", "{\"code\":\"NEW_CODE\"}", "{\"message\":\"m\"}")) {
      WechatPayException thrown = decoder.decode("", Answers.of(status, body));

      assertThat(thrown.outcome()).isEqualTo(outcome);
      assertThat(thrown.next()).isEqualTo(NextStep.RETRY_LATER);
      assertThat(thrown.retryable()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {402, 405, 406, 409, 410, 411, 413, 414, 415, 417, 418, 431, 451})
  void advisesToFixIfTheStatusIsAboutTheRequest(int status) {
    WechatPayException thrown = decoder.decode("", Answers.of(status, ""));

    assertThat(thrown).isExactlyInstanceOf(ClientErrorException.class);
    assertThat(thrown.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(thrown.next()).isEqualTo(NextStep.FIX_REQUEST);
    assertThat(thrown.retryable()).isFalse();
  }

  @Test
  void staysUncertainInItsMessage() {
    assertThat(decode(400, "SYSTEM_ERROR"))
        .hasMessage(
            "HTTP 400 SYSTEM_ERROR [outcome UNKNOWN, next: retry the same request later,"
                + " Request-ID 08F78BB5AF0610D302-268435461]");
  }

  /** Runs a check for each row of the table, with its code in both spellings. */
  private static void forEachCode(BiConsumer<String, ErrorTable.Row> check) {
    assertThat(ErrorTable.CODES).isNotEmpty();
    for (ErrorTable.Row row : ErrorTable.CODES) {
      String code = String.valueOf(row.code());
      check.accept(code, row);
      check.accept(code.replace("_", "").toLowerCase(Locale.ROOT), row);
    }
  }

  private WechatPayException decode(int status, String code) {
    return decoder.decode("", Answers.of(status, "{\"code\":\"" + code + "\"}"));
  }
}
