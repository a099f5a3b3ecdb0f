package io.github.wechatpayfeign.client;

import static org.assertj.core.api.Assertions.assertThat;

import feign.Request;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Feign finds the options that somebody set for a method, and otherwise these. */
class ClientOptionsTest {

  private final ClientOptions options = new ClientOptions(3_000, 10_000);

  @Test
  void areTheSameForEachMethodAtFirst() {
    assertThat(options.getMethodOptions("close")).isSameAs(options);
    assertThat(options.connectTimeoutMillis()).isEqualTo(3_000);
    assertThat(options.readTimeoutMillis()).isEqualTo(10_000);
    assertThat(options.isFollowRedirects()).isFalse();
  }

  @Test
  void differForAMethodOnTheThreadThatSetThem() {
    Request.Options ofClose = new Request.Options();

    options.setMethodOptions("close", ofClose);

    assertThat(options.getMethodOptions("close")).isSameAs(ofClose);
    assertThat(options.getMethodOptions("query")).isSameAs(options);
    assertThat(CompletableFuture.supplyAsync(() -> options.getMethodOptions("close")).join())
        .isSameAs(options);
  }
}
