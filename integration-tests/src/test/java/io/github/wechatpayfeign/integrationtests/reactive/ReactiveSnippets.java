package io.github.wechatpayfeign.integrationtests.reactive;

import io.github.wechatpayfeign.errors.WechatPayException;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** A snippet of {@code docs/kotlin-and-reactor.md}, word for word. */
final class ReactiveSnippets {

  private ReactiveSnippets() {}

  static Mono<String> closeSoon(ReactiveOrders orders, String outTradeNo) {
    Mono<String> told =
        orders
            .close(outTradeNo)
            .thenReturn("closed")
            .timeout(Duration.ofSeconds(2), Mono.just("perhaps closed: close it decisively later"))
            .onErrorResume(
                WechatPayException.class, e -> Mono.just(e.outcome() + ": " + e.getMessage()));
    return told;
  }
}
