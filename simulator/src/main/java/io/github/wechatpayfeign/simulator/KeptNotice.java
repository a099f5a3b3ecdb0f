package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.internal.ledger.NoticeDraft;
import io.github.wechatpayfeign.simulator.internal.ledger.Owner;
import io.github.wechatpayfeign.simulator.internal.notices.NoticeEnvelope;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pending notice as a file keeps it. The names of the members are those of the file, so a change
 * here needs a new version of its format.
 *
 * @param change the number of the change in a history that is told
 * @param attempts how often it was delivered
 */
record KeptNotice(
    String id,
    String createTime,
    String eventType,
    String kind,
    String summary,
    String mchid,
    @Nullable String subMchid,
    String number,
    long change,
    String url,
    int attempts,
    Map<String, Object> resource) {

  KeptNotice {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(createTime, "createTime");
    Objects.requireNonNull(eventType, "eventType");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(summary, "summary");
    Objects.requireNonNull(mchid, "mchid");
    Objects.requireNonNull(number, "number");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(resource, "resource");
  }

  static KeptNotice of(NoticeEnvelope envelope, NoticeDraft draft, String url, int attempts) {
    return new KeptNotice(
        envelope.id(),
        envelope.createTime(),
        envelope.eventType(),
        envelope.kind(),
        envelope.summary(),
        draft.owner().mchid(),
        draft.owner().subMchid(),
        draft.number(),
        draft.change(),
        url,
        attempts,
        envelope.resource());
  }

  Owner owner() {
    return Owner.kept(mchid, subMchid);
  }

  NoticeEnvelope envelope() {
    return new NoticeEnvelope(id, createTime, eventType, kind, summary, resource);
  }

  NoticeDraft draft() {
    return new NoticeDraft(
        owner(), number, change, Optional.of(url), eventType, kind, summary, resource);
  }

  @Override
  public String toString() {
    return "KeptNotice[%s, %s]".formatted(eventType, number);
  }
}
