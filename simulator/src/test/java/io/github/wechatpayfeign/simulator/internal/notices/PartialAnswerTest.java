package io.github.wechatpayfeign.simulator.internal.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers are understood in every form that HTTP/1.1 allows, however they are cut. */
class PartialAnswerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "HTTP/1.1 200 OK|Content-Length: 6||失败# 200# 失败",
        "HTTP/1.1 500|content-length:0||# 500# ``",
        "HTTP/1.0 401 Unauthorized|CONTENT-LENGTH: 2 ||{}# 401# {}",
        "HTTP/1.1 204 No Content||# 204# ``",
        "HTTP/1.1 100 Continue||HTTP/1.1 200 OK|Content-Length: 1||a# 200# a",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||3|失|3;x=y|败|0||# 200# 失败",
        "HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked|Content-Length: 9||1|a|0|X: y||# 200# a",
      })
  void readsAnAnswerByteByByte(String answer, int status, String body) throws IOException {
    PartialAnswer partial = new PartialAnswer();
    byte[] bytes = bytes(answer);
    for (int i = 0; i < bytes.length && !partial.isComplete(); i++) {
      partial.add(new byte[] {bytes[i]}, 1);
    }

    assertThat(partial.isComplete()).isTrue();
    assertThat(partial.status()).isEqualTo(status);
    assertThat(partial.body()).isEqualTo(body);
  }

  @Test
  void readsUntilTheEndWithoutALength() throws IOException {
    PartialAnswer partial = added("HTTP/1.1 200 OK||abc");
    assertThat(partial.isComplete()).isFalse();
    partial.end();

    assertThat(partial.isComplete()).isTrue();
    assertThat(partial.body()).isEqualTo("abc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK|",
        "HTTP/1.1 200 OK|Content-Length: 2||a",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||3|ab",
        "HTTP/1.1 100 Continue||",
      })
  void knowsThatAnAnswerIsNotComplete(String answer) throws IOException {
    PartialAnswer partial = added(answer);

    assertThat(partial.isComplete()).isFalse();
    assertThatThrownBy(partial::end)
        .isInstanceOf(IOException.class)
        .hasMessage("The connection ended before the answer was complete");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH||",
        "HTTP/2 200||",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||x|"
      })
  void refusesWhatIsNoAnswer(String answer) {
    assertThatThrownBy(() -> added(answer)).isInstanceOf(IOException.class);
  }

  @Test
  void keepsOnlyTheBeginningOfALongBody() throws IOException {
    PartialAnswer partial = added("HTTP/1.1 200 OK||" + "a".repeat(2_000_000));

    assertThat(partial.isComplete()).isTrue();
    assertThat(partial.body()).hasSize(8192);
  }

  private static PartialAnswer added(String answer) throws IOException {
    PartialAnswer partial = new PartialAnswer();
    byte[] bytes = bytes(answer);
    partial.add(bytes, bytes.length);
    return partial;
  }

  private static byte[] bytes(String answer) {
    return answer.replace("|", "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
