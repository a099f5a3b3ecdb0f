package io.github.wechatpayfeign.expiry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a row holds is one line of text, and other versions of it stay as they are. */
class TimerDataTest {

  private static final Instant TIME = Instant.parse("2026-11-30T08:00:00Z");
  private static final Instant LATER = Instant.parse("2026-11-30T08:01:00.5Z");

  private static String text(TimerData data) {
    return new String(data.toBytes(), UTF_8);
  }

  private static TimerData of(String text) {
    return TimerData.of(text.getBytes(UTF_8));
  }

  @Test
  void isOneLineOfText() {
    assertThat(text(TimerData.first(TIME))).isEqualTo("1 2026-11-30T08:00:00Z 0 0 - - ");
    assertThat(
            text(TimerData.first(TIME).tried().notFound(LATER).failed().parked(LATER, "no\nway")))
        .isEqualTo(
            "1 2026-11-30T08:00:00Z 1 1 2026-11-30T08:01:00.500Z 2026-11-30T08:01:00.500Z no way");
  }

  @Test
  void isReadAsItWasWritten() {
    TimerData data =
        TimerData.first(TIME).tried().notFound(LATER).failed().parked(LATER, "a reason of words");

    assertThat(TimerData.of(data.toBytes())).isEqualTo(data);
    assertThat(data.isUnknown()).isFalse();
    assertThat(TimerData.of(TimerData.first(TIME).toBytes())).isEqualTo(TimerData.first(TIME));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "2 2026-11-30T08:00:00Z 0 0 - - ",
        "1 2026-11-30T08:00:00Z 0 0 - -",
        "1 yesterday 0 0 - - ",
        "1 2026-11-30T08:00:00Z many 0 - - ",
        "1 2026-11-30T08:00:00Z 0 0 never - "
      })
  void isUnknownIfItHasAnotherForm(String text) {
    assertThat(of(text).isUnknown()).isTrue();
    assertThat(TimerData.of(null).isUnknown()).isTrue();
  }

  @Test
  void countsTriesAndFailures() {
    TimerData data = TimerData.first(TIME).tried().tried().failed();
    assertThat(data.attempt()).isEqualTo(2);
    assertThat(data.failures()).isEqualTo(1);

    assertThat(data.notFound(null).failures()).as("an answer ends the failures in a row").isZero();
    assertThat(data.notFound(LATER).notFound(null).notFoundAt()).isNull();
  }

  @Test
  void cutsAReasonAfterFourHundredCharacters() {
    assertThat(TimerData.first(TIME).parked(LATER, "x".repeat(400)).reason()).hasSize(400);
    assertThat(TimerData.first(TIME).parked(LATER, "x".repeat(401)).reason())
        .isEqualTo("x".repeat(400) + "...");
  }

  /** The engine would read its default form by ObjectInputStream. */
  @Test
  void isNeverReadAsASerializedObject() {
    TextSerializer serializer = new TextSerializer();
    byte[] bytes = serializer.serialize(TimerData.first(TIME));

    assertThat(new String(bytes, UTF_8)).startsWith("1 2026-11-30T08:00:00Z");
    assertThat(serializer.deserialize(TimerData.class, bytes)).isEqualTo(TimerData.first(TIME));
    assertThat(serializer.serialize(null)).isNull();
    assertThat(serializer.deserialize(TimerData.class, null)).isNull();
    assertThat(serializer.deserialize(TimerData.class, serialized("poison")))
        .isEqualTo(TimerData.UNKNOWN);
  }

  private static byte[] serialized(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }
}
