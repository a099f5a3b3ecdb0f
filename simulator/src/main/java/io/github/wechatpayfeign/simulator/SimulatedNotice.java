package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.internal.ledger.NoticeDraft;
import io.github.wechatpayfeign.simulator.internal.notices.NoticeAnswer;
import io.github.wechatpayfeign.simulator.internal.notices.NoticeEnvelope;
import io.github.wechatpayfeign.simulator.internal.notices.RetryLadder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A notice of a payment or a refund, which the simulator can send any number of times. Each
 * delivery has a new signature, timestamp and nonce; the body never changes. (Whether the real
 * gateway encrypts a repeated notice anew is not known.)
 *
 * <p>A delivery returns after the answer, or when the limit is over. All methods may be called from
 * any thread.
 *
 * @see Notices
 */
public final class SimulatedNotice {
  private final NoticeCourier courier;
  private final NoticeEnvelope envelope;
  private final NoticeDraft draft;
  private final String url;
  private final Runnable delivered;
  private final List<NoticeDelivery> deliveries = new ArrayList<>();
  private byte @Nullable [] body;
  private int attempts;
  private boolean accepted;

  /**
   * Creates a notice.
   *
   * @param delivered hears of each delivery
   * @param attempts how often it was delivered already
   */
  SimulatedNotice(
      NoticeCourier courier,
      NoticeEnvelope envelope,
      NoticeDraft draft,
      String url,
      Runnable delivered,
      int attempts) {
    this.courier = courier;
    this.envelope = envelope;
    this.draft = draft;
    this.url = url;
    this.delivered = delivered;
    this.attempts = attempts;
  }

  /**
   * Returns the id of the notice.
   *
   * @return a UUID, the same in all deliveries
   */
  public String id() {
    return envelope.id();
  }

  /**
   * Returns what happened.
   *
   * @return {@code TRANSACTION.SUCCESS}, {@code REFUND.SUCCESS}, {@code REFUND.ABNORMAL} or {@code
   *     REFUND.CLOSED}
   */
  public String eventType() {
    return envelope.eventType();
  }

  /**
   * Returns what the notice is about.
   *
   * @return the {@code out_trade_no}, {@code combine_out_trade_no} or {@code out_refund_no}
   */
  public String number() {
    return draft.number();
  }

  /**
   * Returns where the notice goes.
   *
   * @return the {@code notify_url}, or {@link Notices#defaultUrl}
   */
  public String url() {
    return url;
  }

  /**
   * Returns whether WeChat Pay would send the notice again.
   *
   * @return whether no correct delivery was answered with 200 or 204, and there were less than 16
   */
  public synchronized boolean isPending() {
    return !accepted && RetryLadder.delayAfter(attempts).isPresent();
  }

  /**
   * Returns how long WeChat Pay waits before the next delivery: 15 seconds after the first, 6 hours
   * before the sixteenth and last.
   *
   * @return the delay since the delivery before, zero if there was none, or empty if the notice is
   *     not {@linkplain #isPending() pending}
   */
  public synchronized Optional<Duration> nextDelay() {
    return accepted ? Optional.empty() : RetryLadder.delayAfter(attempts);
  }

  /**
   * Sends the notice now, also if it was accepted before.
   *
   * @return what came back
   * @throws IllegalArgumentException if the URL is not an {@code http} URL of this machine or of
   *     {@link WechatPaySimulatorBuilder#notifyHosts}
   * @throws IllegalStateException if the notice is of a merchant that was not {@linkplain
   *     WechatPaySimulator#addMerchant(String) added}, and so has no APIv3 key
   */
  public NoticeDelivery deliver() {
    return send(nextAttempt()).join();
  }

  /**
   * Sends the notice twice at the same time, as WeChat Pay does by a second network path.
   *
   * @return what came back, one delivery after the other
   * @throws IllegalArgumentException as for {@link #deliver()}
   * @throws IllegalStateException as for {@link #deliver()}
   */
  public List<NoticeDelivery> deliverTwice() {
    int attempt = nextAttempt();
    List<CompletableFuture<NoticeDelivery>> both =
        IntStream.range(0, 2).mapToObj(i -> send(attempt)).toList();
    return both.stream().map(CompletableFuture::join).toList();
  }

  /**
   * Sends the notice with a false signature. This does not count as a delivery, whatever the answer
   * is.
   *
   * @param how the way in which the signature is false, {@link Falsification#SIGNTEST} for a probe
   *     of WeChat Pay
   * @return what came back
   * @throws IllegalArgumentException as for {@link #deliver()}
   * @throws IllegalStateException as for {@link #deliver()}
   */
  public NoticeDelivery deliver(Falsification how) {
    NoticeAnswer answer = courier.sendFalsified(url, body(), how).join();
    return recorded(answer, 0, how.name());
  }

  /**
   * Sends the notice with a correct signature but a wrong content. This does not count as a
   * delivery, whatever the answer is.
   *
   * @param flaw what is wrong
   * @return what came back
   * @throws IllegalArgumentException as for {@link #deliver()}
   * @throws IllegalStateException as for {@link #deliver()}
   */
  public NoticeDelivery deliver(NoticeFlaw flaw) {
    byte[] spoiled = courier.spoiled(envelope, draft.owner().mchid(), flaw);
    return recorded(courier.send(url, spoiled).join(), 0, flaw.name());
  }

  /**
   * Returns what came back so far.
   *
   * @return all deliveries, also those that were wrong on purpose, in the order of their answers
   */
  public synchronized List<NoticeDelivery> deliveries() {
    return List.copyOf(deliveries);
  }

  /** Returns the notice for a file, if it would be sent again. */
  synchronized Optional<KeptNotice> kept() {
    return isPending()
        ? Optional.of(KeptNotice.of(envelope, draft, url, attempts))
        : Optional.empty();
  }

  /** Counts a delivery, unless it cannot be sent at all. */
  private synchronized int nextAttempt() {
    courier.target(url);
    byte[] unused = body();
    delivered.run();
    return ++attempts;
  }

  private synchronized byte[] body() {
    byte[] made = body == null ? courier.sealed(envelope, draft.owner().mchid()) : body;
    body = made;
    return made;
  }

  private CompletableFuture<NoticeDelivery> send(int attempt) {
    return courier.send(url, body()).thenApply(answer -> recorded(answer, attempt, ""));
  }

  private synchronized NoticeDelivery recorded(NoticeAnswer answer, int attempt, String flaw) {
    NoticeDelivery delivery =
        new NoticeDelivery(
            id(),
            eventType(),
            url,
            attempt,
            flaw,
            answer.status(),
            answer.body(),
            answer.took(),
            answer.failure());
    deliveries.add(delivery);
    delivered.run();
    accepted = accepted || (attempt > 0 && delivery.isAccepted());
    return delivery;
  }

  @Override
  public String toString() {
    return "SimulatedNotice[%s, %s]".formatted(eventType(), number());
  }
}
