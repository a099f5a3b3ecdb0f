package io.github.wechatpayfeign.api.micrometer;

import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.client.observe.CallStart;
import io.micrometer.observation.transport.SenderContext;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The context of an observation: a call, and its end. A tracer writes headers into it; it keeps
 * only the headers that the user has named.
 */
public final class WechatPayObservationContext extends SenderContext<Map<String, String>> {

  private final CallStart call;
  private final Map<String, String> headers = new ConcurrentHashMap<>();
  private volatile @Nullable CallEnd end;

  /**
   * Creates a context.
   *
   * @param propagated the names of the headers that may be sent, in lower case
   */
  WechatPayObservationContext(CallStart call, Set<String> propagated) {
    super(
        (headers, name, value) -> {
          if (propagated.contains(name.toLowerCase(Locale.ROOT))) {
            Objects.requireNonNull(headers).put(name, value);
          }
        });
    this.call = call;
    setCarrier(headers);
    setRemoteServiceName("WeChat Pay");
  }

  /** Returns the facts that were known when the call began. */
  public CallStart call() {
    return call;
  }

  /** Returns the end of the call, or null while it is under way. */
  public @Nullable CallEnd end() {
    return end;
  }

  void end(CallEnd ended) {
    this.end = ended;
  }

  Map<String, String> headers() {
    return Map.copyOf(headers);
  }
}
