package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.fault.Falsification;
import java.time.Duration;
import java.util.Objects;

/**
 * One delivery of a notice, and what came back.
 *
 * @param noticeId the id of the notice
 * @param eventType the event type of the notice, such as {@code TRANSACTION.SUCCESS}
 * @param url where the notice went
 * @param attempt which delivery of the notice this was, counted from 1; 0 for one that was wrong on
 *     purpose, because that does not count
 * @param flaw what was wrong on purpose: the name of a {@link Falsification} or a {@link
 *     NoticeFlaw}, or empty
 * @param status the HTTP status of the answer, or 0 if there was no answer in time
 * @param body the first 8 KiB of the body of the answer
 * @param took the time from sending to the end of the answer
 * @param failure why there was no answer, or empty if there was one
 */
public record NoticeDelivery(
    String noticeId,
    String eventType,
    String url,
    int attempt,
    String flaw,
    int status,
    String body,
    Duration took,
    String failure) {

  /** How long WeChat Pay waits for an answer. */
  static final Duration LIMIT = Duration.ofSeconds(5);

  /** Requires all members. */
  public NoticeDelivery {
    Objects.requireNonNull(noticeId, "noticeId");
    Objects.requireNonNull(eventType, "eventType");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(flaw, "flaw");
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(took, "took");
    Objects.requireNonNull(failure, "failure");
  }

  /**
   * Returns whether the answer ends the repeats of a correct notice.
   *
   * @return whether the status is 200 or 204
   */
  public boolean isAccepted() {
    return status == 200 || status == 204;
  }

  /**
   * Returns whether the whole answer came within the five seconds that WeChat Pay allows, whatever
   * limit the test set.
   *
   * @return whether there was an answer, and in time
   */
  public boolean isWithinFiveSeconds() {
    return status != 0 && took.compareTo(LIMIT) <= 0;
  }
}
