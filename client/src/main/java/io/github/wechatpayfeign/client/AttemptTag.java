package io.github.wechatpayfeign.client;

import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Tells the interceptors of this library which attempt a call of OkHttp belongs to. It is in the
 * body, or otherwise a tag, of the request with which the call began, {@code
 * chain.call().request()}. Interceptors of the user cannot change that request: they pass on other
 * ones.
 */
final class AttemptTag {

  private final Attempt attempt;
  private final int connectMillis;
  private final int readMillis;
  private volatile @Nullable Response hidden;

  /**
   * Creates a tag.
   *
   * @param connectMillis how long connecting to one address may take; 0 means no limit
   * @param readMillis how long the attempt waits for more of the answer; 0 means no limit
   */
  AttemptTag(Attempt attempt, int connectMillis, int readMillis) {
    this.attempt = attempt;
    this.connectMillis = connectMillis;
    this.readMillis = readMillis;
  }

  static AttemptTag of(Interceptor.Chain chain) {
    Request request = chain.call().request();
    AttemptTag tag =
        request.body() instanceof HttpTranslation.KnownBody known
            ? known.tag()
            : request.tag(AttemptTag.class);
    if (tag == null) {
      throw new IllegalStateException("The call of OkHttp belongs to no attempt");
    }
    return tag;
  }

  Attempt attempt() {
    return attempt;
  }

  int connectMillis() {
    return connectMillis;
  }

  int readMillis() {
    return readMillis;
  }

  /** Returns the answer that {@link SendOnce} hides from OkHttp, or null if there is none. */
  @Nullable Response hidden() {
    return hidden;
  }

  void hide(@Nullable Response answer) {
    hidden = answer;
  }
}
