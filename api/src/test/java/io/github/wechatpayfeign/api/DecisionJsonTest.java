package io.github.wechatpayfeign.api;

import static io.github.wechatpayfeign.api.Script.ORDER;
import static io.github.wechatpayfeign.api.Script.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.github.wechatpayfeign.api.CloseDecision.AlreadyClosed;
import io.github.wechatpayfeign.api.CloseDecision.Closed;
import io.github.wechatpayfeign.api.CloseDecision.Kind;
import io.github.wechatpayfeign.api.CloseDecision.NotFound;
import io.github.wechatpayfeign.api.CloseDecision.Paid;
import io.github.wechatpayfeign.api.CloseDecision.Refunded;
import io.github.wechatpayfeign.api.CloseDecision.Unsettled;
import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Decisions survive a queue or a cache: Jackson 2 and 3 write and read them without settings. */
class DecisionJsonTest {

  /** A mapper of Jackson 2 or 3, as applications use it. */
  @SuppressWarnings("ImmutableEnumChecker")
  private enum Mapper {
    JACKSON_2(new ObjectMapper()),
    JACKSON_2_OTHERWISE(
        new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_DEFAULT)
            .enable(
                com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)),
    JACKSON_2_OF_SPRING(
        new ObjectMapper()
            .disable(
                com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)),
    JACKSON_3(JsonMapper.builder().build()),
    JACKSON_3_OTHERWISE(
        JsonMapper.builder()
            .propertyNamingStrategy(tools.jackson.databind.PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(
                value -> value.withValueInclusion(JsonInclude.Include.NON_DEFAULT))
            .enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build());

    private final Object mapper;

    Mapper(Object mapper) {
      this.mapper = mapper;
    }

    String write(Object value) throws Exception {
      return mapper instanceof ObjectMapper two
          ? two.writeValueAsString(value)
          : ((JsonMapper) mapper).writeValueAsString(value);
    }

    <T> T read(String json, Class<T> type) throws Exception {
      return mapper instanceof ObjectMapper two
          ? two.readValue(json, type)
          : ((JsonMapper) mapper).readValue(json, type);
    }
  }

  private static final Transaction PAID =
      new Transaction(
          "wx1",
          "1900000109",
          null,
          null,
          null,
          null,
          ORDER,
          "4200",
          "JSAPI",
          "SUCCESS",
          "支付成功",
          "CMC",
          null,
          OffsetDateTime.parse("2026-11-23T10:34:00.120+08:00"),
          new Transaction.Payer("o1", null, null),
          new Transaction.Amount(100L, 90L, "CNY", null),
          new Transaction.SceneInfo("d1"),
          List.of(
              new Transaction.Promotion(
                  "c1",
                  "n",
                  "SINGLE",
                  "CASH",
                  10L,
                  "s1",
                  7L,
                  2L,
                  1L,
                  "CNY",
                  List.of(new Transaction.Goods("g1", 1L, 100L, 10L, null)))));

  private static final Transaction OPEN = Script.transaction("NOTPAY");

  private static final CloseFailure MISSING = CloseFailure.of(error(404, "ORDER_NOT_EXIST"));
  private static final CloseFailure LOST = CloseFailure.of(Script.lost());
  private static final CloseFailure FOREIGN =
      CloseFailure.of(new IllegalStateException("circuit \"open\"\n", new Exception("cause")));

  private static final List<CloseDecision> DECISIONS =
      List.of(
          new Closed(ORDER, Script.transaction("CLOSED")),
          new AlreadyClosed(ORDER, Script.transaction("REVOKED")),
          new Paid(ORDER, PAID),
          new Refunded(ORDER, Script.transaction("REFUND")),
          new NotFound(ORDER, MISSING),
          new Unsettled(ORDER, OPEN, LOST, true, Duration.ofMillis(1_500)),
          new Unsettled(ORDER, null, FOREIGN, false, Duration.ZERO),
          new Unsettled(ORDER, null, null, false, Duration.ofMinutes(61)),
          new Unsettled(
              ORDER, OPEN, CloseFailure.of(new NullPointerException()), true, Duration.ofNanos(1)));

  private static final CombineTransaction COMBINED =
      new CombineTransaction(
          "wx1",
          "1900000109",
          "P-1",
          new Transaction.SceneInfo("d1"),
          List.of(PAID, OPEN),
          new Transaction.Payer("o1", null, null));

  private static final List<CombineCloseDecision> COMBINE_DECISIONS =
      List.of(
          new CombineCloseDecision(Kind.PAID, "P-1", COMBINED, null, true, Duration.ZERO),
          new CombineCloseDecision(Kind.NOT_FOUND, "P-1", null, MISSING, false, Duration.ZERO),
          new CombineCloseDecision(
              Kind.UNSETTLED, "P-1", COMBINED, FOREIGN, false, Duration.ofSeconds(5)));

  static Stream<Arguments> decisions() {
    return Stream.of(Mapper.values())
        .flatMap(
            writer ->
                Stream.of(Mapper.values())
                    .flatMap(
                        reader ->
                            DECISIONS.stream()
                                .map(decision -> arguments(writer, reader, decision))));
  }

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @MethodSource("decisions")
  void isEqualAfterItWasWrittenAndRead(Mapper writer, Mapper reader, CloseDecision decision)
      throws Exception {
    String json = writer.write(decision);

    assertThat(reader.read(json, CloseDecision.class)).isEqualTo(decision);
    assertThat(reader.read(json, decision.getClass())).isEqualTo(decision);
    assertThat(json)
        .containsOnlyOnce("\"kind\":\"" + decision.kind() + "\"")
        .contains("\"outTradeNo\":\"" + ORDER + "\"")
        .doesNotContain("stackTrace", "null")
        .hasSizeLessThan(1_500);
  }

  @ParameterizedTest
  @EnumSource
  void keepsItsKindInsideAnythingElse(Mapper mapper) throws Exception {
    String list = mapper.write(DECISIONS);
    String map = mapper.write(Map.of("decision", DECISIONS.get(0)));
    String array = mapper.write(DECISIONS.toArray());

    assertThat(mapper.read(list, CloseDecision[].class)).containsExactlyElementsOf(DECISIONS);
    assertThat(mapper.read(array, CloseDecision[].class)).containsExactlyElementsOf(DECISIONS);
    assertThat(map).contains("\"kind\":\"CLOSED\"");
  }

  @ParameterizedTest
  @EnumSource
  void isReadWithMembersOfALaterVersion(Mapper mapper) throws Exception {
    String json =
        mapper
            .write(DECISIONS.get(5))
            .replaceFirst("\\{", "{\"later\":1,")
            .replace("\"failure\":{", "\"failure\":{\"later\":{},");

    assertThat(mapper.read(json, CloseDecision.class)).isEqualTo(DECISIONS.get(5));
  }

  static Stream<Arguments> combineDecisions() {
    return Stream.of(Mapper.values())
        .flatMap(mapper -> COMBINE_DECISIONS.stream().map(decision -> arguments(mapper, decision)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("combineDecisions")
  void isEqualForACombinedOrderToo(Mapper mapper, CombineCloseDecision decision) throws Exception {
    String json = mapper.write(decision);

    assertThat(mapper.read(json, CombineCloseDecision.class)).isEqualTo(decision);
    for (Mapper other : Mapper.values()) {
      assertThat(other.read(json, CombineCloseDecision.class)).isEqualTo(decision);
    }
    assertThat(json).contains("\"kind\":\"" + decision.kind() + "\"");
  }

  static Stream<Object> all() {
    return Stream.concat(DECISIONS.stream(), COMBINE_DECISIONS.stream());
  }

  @ParameterizedTest
  @MethodSource("all")
  void isEqualAfterItWasSerialized(Object decision) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(decision);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(decision);
    }
  }

  @Test
  void holdsTheFactsOfAFailureAndInTheSameProcessItsException() {
    RuntimeException thrown =
        error(429, "FREQUENCY_LIMITED", Map.of("Request-ID", List.of("08F78-0")));

    CloseFailure failure = CloseFailure.of(thrown);

    assertThat(failure.exception())
        .isEqualTo("io.github.wechatpayfeign.errors.FrequencyLimitedException");
    assertThat(failure.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(failure.next()).isEqualTo(NextStep.RETRY_LATER);
    assertThat(failure.status()).isEqualTo(429);
    assertThat(failure.code()).isEqualTo("FREQUENCY_LIMITED");
    assertThat(failure.requestId()).isEqualTo("08F78-0");
    assertThat(failure.message()).isEqualTo(thrown.getMessage());
    assertThat(failure.cause()).isSameAs(thrown);
    assertThat(failure).hasToString(thrown.toString());
  }

  @Test
  void cutsALongMessage() {
    CloseFailure failure = CloseFailure.of(new IllegalStateException("x".repeat(100_000)));

    assertThat(Objects.requireNonNull(failure.message())).hasSize(2_003).endsWith("x...");
    assertThat(failure.status()).isZero();
    assertThat(failure.outcome()).isNull();
  }

  @Test
  void equalsComparesEveryFactButNotTheException() {
    CloseFailure one = CloseFailure.of(error(429, "FREQUENCY_LIMITED"));

    assertThat(one)
        .isEqualTo(CloseFailure.of(error(429, "FREQUENCY_LIMITED")))
        .hasSameHashCodeAs(CloseFailure.of(error(429, "FREQUENCY_LIMITED")))
        .isNotEqualTo(CloseFailure.of(error(429, "RATE_LIMITED")))
        .isNotEqualTo(CloseFailure.of(error(503, "FREQUENCY_LIMITED")))
        .isNotEqualTo(
            CloseFailure.of(error(429, "FREQUENCY_LIMITED", Map.of("Request-ID", List.of("1")))))
        .isNotEqualTo(LOST);
  }
}
