package io.github.wechatpayfeign.integrationtests.close;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.OutTradeNo;
import io.github.wechatpayfeign.client.GatewayUrl;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.merchant.Merchant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A message that quotes text from outside stays on one line and in one direction. */
class MessagesOnOneLineTest {

  /** Line feeds and other controls, separators, what is invisible, what changes the direction. */
  private static final int[] UNSAFE =
      IntStream.of(
              0x00, 0x07, 0x09, 0x0a, 0x0d, 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x61c, 0x200b, 0x200f,
              0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069, 0xfeff)
          .toArray();

  private static final Map<String, Function<String, String>> MESSAGES =
      Map.of(
          "order number", text -> thrown(() -> new OutTradeNo().expand(text)),
          "base URL", text -> thrown(() -> GatewayUrl.normalize(text)),
          "merchant number", text -> thrown(() -> Merchant.builder().mchid(text)),
          "merchant number of a body", text -> thrown(() -> new CloseOrderRequest(text)),
          "serial", text -> thrown(() -> Merchant.builder().merchantSerial(text)),
          "code of an answer", text -> answered("{\"code\":%s}", text),
          "message of an answer", text -> answered("{\"message\":%s}", text),
          "detail of an answer", text -> answered("{\"detail\":{\"issue\":%s}}", text),
          "body of an answer", text -> answered("", text));

  static Stream<Arguments> messages() {
    return MESSAGES.entrySet().stream()
        .map(message -> Arguments.argumentSet(message.getKey(), message.getValue()));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void showNoCharacterThatBreaksALineOrIsNotSeen(Function<String, String> message) {
    for (int unsafe : UNSAFE) {
      String text = "ab" + Character.toString(unsafe) + "c\u5546";

      assertThat(message.apply(text))
          .as("U+%04X", unsafe)
          .isNotEmpty()
          .doesNotContain(Character.toString(unsafe));
    }
  }

  private static String thrown(ThrowingCallable code) {
    return String.valueOf(catchThrowable(code).getMessage());
  }

  private static String answered(String json, String text) {
    String body =
        json.isEmpty() ? text : json.formatted(JsonNodeFactory.instance.textNode(text).toString());
    Response response =
        Response.builder()
            .status(400)
            .headers(Map.of())
            .body(body, UTF_8)
            .request(Request.create(Request.HttpMethod.GET, "/", Map.of(), null, UTF_8, null))
            .build();
    return String.valueOf(new WechatPayErrorDecoder().decode("", response).getMessage());
  }
}
