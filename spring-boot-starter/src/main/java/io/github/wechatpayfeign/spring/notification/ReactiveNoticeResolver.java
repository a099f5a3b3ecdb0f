package io.github.wechatpayfeign.spring.notification;

import io.github.wechatpayfeign.api.notification.Notifications;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Reads a notification from the body as it arrived. A download of platform certificates may block,
 * so it is verified on a thread that may wait.
 */
final class ReactiveNoticeResolver implements HandlerMethodArgumentResolver {

  /** One byte more than a notification may have, which shows that it is too long. */
  private static final int MAX_BYTES = 1024 * 1024 + 1;

  private final NoticeReceivers receivers;

  ReactiveNoticeResolver(NoticeReceivers receivers) {
    this.receivers = receivers;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return NoticeReceivers.supports(parameter);
  }

  @Override
  public Mono<Object> resolveArgument(
      MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
    Object variables = exchange.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    Map<String, List<String>> headers = headers(exchange.getRequest().getHeaders());
    return DataBufferUtils.join(
            DataBufferUtils.takeUntilByteCount(exchange.getRequest().getBody(), MAX_BYTES))
        .map(ReactiveNoticeResolver::bytes)
        .defaultIfEmpty(new byte[0])
        .publishOn(Schedulers.boundedElastic())
        .map(
            body -> {
              Notifications receiver =
                  receivers.of(parameter, NoticeReceivers.variables(variables));
              return NoticeReceivers.as(
                  parameter,
                  receiver.parse(name -> headers.get(name.toLowerCase(Locale.ROOT)), body));
            });
  }

  /** Other methods of these headers differ between Spring 6 and 7. */
  private static Map<String, List<String>> headers(HttpHeaders headers) {
    Map<String, List<String>> all = new HashMap<>();
    headers.forEach(
        (name, values) ->
            all.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                .addAll(values));
    return all;
  }

  private static byte[] bytes(DataBuffer buffer) {
    byte[] bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }
}
