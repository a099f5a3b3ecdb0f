package io.github.wechatpayfeign.integrationtests.promises;

import feign.Request;
import feign.RequestTemplate;
import feign.Target;
import org.jspecify.annotations.Nullable;

/** A target as a user writes one. */
record OwnTarget<T>(Class<T> type, String url, Hook hook) implements Target<T> {

  /** Makes a request for a gateway. */
  interface Hook {
    @Nullable Request apply(RequestTemplate template, String url);
  }

  @Override
  public String name() {
    return "own";
  }

  @SuppressWarnings("NullAway") // On purpose.
  @Override
  public Request apply(RequestTemplate template) {
    return hook.apply(template, url);
  }
}
