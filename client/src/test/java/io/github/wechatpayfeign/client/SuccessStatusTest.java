package io.github.wechatpayfeign.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import feign.Contract;
import feign.MethodMetadata;
import feign.Request;
import feign.RequestLine;
import feign.RequestTemplate;
import feign.Response;
import feign.TypedResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which 2xx is a success, depending on what the method returns. */
class SuccessStatusTest {

  private static final Map<String, MethodMetadata> METHODS =
      read(ReturningNothing.class, ReturningSomething.class);

  /** Methods whose success is a 204 alone. */
  interface ReturningNothing {

    @RequestLine("POST /")
    void nothing();

    @RequestLine("POST /")
    Void boxedNothing();

    @RequestLine("POST /")
    CompletableFuture<Void> nothingLater();

    @RequestLine("POST /")
    TypedResponse<Void> nothingWithHeaders();

    @RequestLine("POST /")
    CompletableFuture<TypedResponse<Void>> nothingWithHeadersLater();
  }

  /** Methods that read what a success brings. */
  interface ReturningSomething {

    @RequestLine("GET /")
    String text();

    @RequestLine("GET /")
    int number();

    @RequestLine("GET /")
    Response whole();

    @RequestLine("GET /")
    List<String> texts();

    @RequestLine("GET /")
    Optional<String> perhapsText();

    @RequestLine("GET /")
    CompletableFuture<String> textLater();

    @RequestLine("GET /")
    TypedResponse<String> textWithHeaders();

    @RequestLine("GET /")
    CompletableFuture<TypedResponse<String>> textWithHeadersLater();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "boxedNothing",
        "nothingLater",
        "nothingWithHeaders",
        "nothingWithHeadersLater"
      })
  void isOnly204ForAMethodThatReturnsNothing(String method) {
    Request request = requestOf(method);

    assertThat(FeignMethod.of(request).success().fits(204)).isTrue();
    assertThat(List.of(200, 201, 202, 203, 205, 206, 299))
        .noneMatch(status -> FeignMethod.of(request).success().fits(status));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text",
        "number",
        "whole",
        "texts",
        "perhapsText",
        "textLater",
        "textWithHeaders",
        "textWithHeadersLater"
      })
  void isAny2xxBut202ForAMethodThatReturnsSomething(String method) {
    Request request = requestOf(method);

    assertThat(List.of(200, 201, 203, 204, 205, 206, 299))
        .allMatch(status -> FeignMethod.of(request).success().fits(status));
    assertThat(FeignMethod.of(request).success().fits(202)).isFalse();
  }

  @Test
  void isAny2xxBut202ForARequestWithoutATemplate() {
    Request request =
        Request.create(Request.HttpMethod.POST, "https://x/", Map.of(), null, UTF_8, null);

    assertThat(request.requestTemplate()).isNull();
    assertThat(FeignMethod.of(request).success().fits(200)).isTrue();
    assertThat(FeignMethod.of(request).success().fits(204)).isTrue();
    assertThat(FeignMethod.of(request).success().fits(202)).isFalse();
  }

  @Test
  void isAny2xxBut202ForATemplateWithoutAMethod() {
    Request request =
        new RequestTemplate().method(Request.HttpMethod.POST).uri("/").resolve(Map.of()).request();

    assertThat(request.requestTemplate().methodMetadata()).isNull();
    assertThat(FeignMethod.of(request).success().fits(200)).isTrue();
    assertThat(FeignMethod.of(request).success().fits(204)).isTrue();
    assertThat(FeignMethod.of(request).success().fits(202)).isFalse();
  }

  private static Request requestOf(String method) {
    MethodMetadata metadata = Objects.requireNonNull(METHODS.get(method));
    Request request =
        RequestTemplate.from(metadata.template())
            .methodMetadata(metadata)
            .resolve(Map.of())
            .request();
    assertThat(request.requestTemplate().methodMetadata()).isSameAs(metadata);
    return request;
  }

  /** Feign 13.6.1 has its default contract under this name alone. */
  @SuppressWarnings("deprecation")
  private static Map<String, MethodMetadata> read(Class<?>... interfaces) {
    Map<String, MethodMetadata> methods = new HashMap<>();
    for (Class<?> type : interfaces) {
      for (MethodMetadata metadata : new Contract.Default().parseAndValidateMetadata(type)) {
        methods.put(metadata.method().getName(), metadata);
      }
    }
    return methods;
  }
}
