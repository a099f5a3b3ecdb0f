package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import io.github.wechatpayfeign.simulator.internal.crypto.RandomText;
import io.github.wechatpayfeign.simulator.internal.ledger.BeijingTime;
import io.github.wechatpayfeign.simulator.internal.ledger.NoticeDraft;
import io.github.wechatpayfeign.simulator.internal.notices.NoticeEnvelope;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The notices of payments and refunds. There is one for each payment and each end of a refund whose
 * request had a {@code notify_url}. They are sent to this machine, and to {@linkplain
 * WechatPaySimulatorBuilder#notifyHosts hosts} that are named at the start, signed by the keys of
 * the {@link GatewayMode} and encrypted for their merchant.
 *
 * <p>Nothing is sent by itself until {@link #start}. Without it a test delivers notices one by one,
 * in any order and as late as it likes, or the next step of all with {@link #deliverPending()}.
 * Timestamps are those of the simulator's clock.
 *
 * <p>All methods may be called from any thread.
 *
 * @see WechatPaySimulator#notices()
 */
public final class Notices {
  private final NoticeCourier courier;
  private final Clock clock;
  private final RandomText random;
  private final AtomicLong changes = new AtomicLong();
  private final List<SimulatedNotice> all = new ArrayList<>();
  private Optional<String> defaultUrl = Optional.empty();
  private @Nullable NoticeTimetable timetable;
  private boolean closed;

  Notices(NoticeCourier courier, Clock clock, RandomText random) {
    this.courier = courier;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Sets where notices go from now on if the request had no {@code notify_url}, or if there was no
   * request because the test created the order.
   *
   * @param url an {@code http} URL of this machine or of {@link
   *     WechatPaySimulatorBuilder#notifyHosts}
   * @throws IllegalArgumentException if it is anything else
   */
  public synchronized void defaultUrl(String url) {
    defaultUrl = Optional.of(courier.target(url).toString());
  }

  /**
   * Sets how long a delivery waits for an answer. The real gateway waits for five seconds.
   *
   * @param limit 1 ms to 1 hour; five seconds by default
   * @throws IllegalArgumentException if it is anything else
   */
  public void answerLimit(Duration limit) {
    if (limit.toMillis() < 1 || limit.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("The limit must be 1 ms to 1 hour, but is " + limit);
    }
    courier.limit(limit);
  }

  /**
   * Sets which key signs notices in {@link GatewayMode#MIGRATION}, where WeChat Pay chooses. In the
   * other modes there is no choice, and this has no effect.
   *
   * @param value whether the public key signs; by default it is the platform certificate in use
   */
  public void signWithPublicKey(boolean value) {
    courier.publicKey(value);
  }

  /**
   * Delivers notices by themselves from now on, also those that are pending: each at once, and
   * again after the delays of WeChat Pay until it is accepted, at most 16 times in 24 hours.
   *
   * @param timeLapse how many times faster the delays pass: 1 is real time, with 1000 the first
   *     delay takes 15 ms and the last 22 seconds
   * @throws IllegalArgumentException if it is not a number above 0
   */
  public synchronized void start(double timeLapse) {
    if (!(timeLapse > 0) || Double.isInfinite(timeLapse)) {
      throw new IllegalArgumentException("timeLapse must be above 0, but is " + timeLapse);
    }
    stop();
    if (!closed) {
      NoticeTimetable started = new NoticeTimetable(timeLapse);
      timetable = started;
      pending().forEach(started::plan);
    }
  }

  /** Delivers nothing more by itself; what is pending stays so. */
  public synchronized void stop() {
    if (timetable != null) {
      timetable.close();
      timetable = null;
    }
  }

  /**
   * Returns all notices.
   *
   * @return the notices, the oldest first
   */
  public synchronized List<SimulatedNotice> all() {
    return List.copyOf(all);
  }

  /**
   * Returns the notices that WeChat Pay would send again.
   *
   * @return the notices that are not accepted, and were not delivered too often, the oldest first
   */
  public List<SimulatedNotice> pending() {
    return all().stream().filter(SimulatedNotice::isPending).toList();
  }

  /**
   * Returns the notices about one order, combine or refund.
   *
   * @param number the {@code out_trade_no}, {@code combine_out_trade_no} or {@code out_refund_no}
   * @return the notices, the oldest first
   */
  public List<SimulatedNotice> about(String number) {
    return all().stream().filter(notice -> notice.number().equals(number)).toList();
  }

  /**
   * Delivers each pending notice once, one after the other: the next step of their delays, without
   * waiting for it.
   *
   * @return what came back
   * @throws IllegalArgumentException as for {@link SimulatedNotice#deliver()}
   * @throws IllegalStateException as for {@link SimulatedNotice#deliver()}
   */
  public List<NoticeDelivery> deliverPending() {
    return pending().stream().map(SimulatedNotice::deliver).toList();
  }

  /**
   * Returns what came back so far.
   *
   * @return all deliveries of all notices, notice by notice
   */
  public List<NoticeDelivery> deliveries() {
    return all().stream().map(SimulatedNotice::deliveries).flatMap(List::stream).toList();
  }

  /** Adds the notice of an event, if it has somewhere to go. */
  synchronized void add(NoticeDraft draft) {
    Optional<String> url = Stream.concat(draft.url().stream(), defaultUrl.stream()).findFirst();
    if (url.isEmpty()) {
      return;
    }
    NoticeEnvelope envelope =
        new NoticeEnvelope(
            newId(),
            BeijingTime.of(clock.instant()),
            draft.eventType(),
            draft.kind(),
            draft.summary(),
            draft.resource());
    SimulatedNotice notice =
        new SimulatedNotice(courier, envelope, draft, url.get(), changes::incrementAndGet, 0);
    changes.incrementAndGet();
    all.add(notice);
    if (timetable != null) {
      timetable.plan(notice);
    }
  }

  /** Returns an id that looks like those of real notices: a UUID of version 5. */
  private String newId() {
    String hex = random.upperHex(30).toLowerCase(Locale.ROOT);
    return "%s-%s-5%s-a%s-%s"
        .formatted(
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(12, 15),
            hex.substring(15, 18),
            hex.substring(18));
  }

  /** Counts the changes of notices and of the list. */
  long version() {
    return changes.get();
  }

  /** Returns the pending notices for a file, the oldest first. */
  Stream<KeptNotice> kept() {
    return all().stream().flatMap(notice -> notice.kept().stream());
  }

  /** Takes back a notice of an earlier start. */
  synchronized void restore(KeptNotice kept) {
    all.add(
        new SimulatedNotice(
            courier,
            kept.envelope(),
            kept.draft(),
            kept.url(),
            changes::incrementAndGet,
            kept.attempts()));
  }

  /** Forgets everything, as if the simulator had just started. */
  synchronized void clear() {
    changes.incrementAndGet();
    stop();
    all.clear();
    defaultUrl = Optional.empty();
    courier.limit(NoticeDelivery.LIMIT);
    courier.publicKey(false);
  }

  synchronized void close() {
    closed = true;
    stop();
    courier.close();
  }

  @Override
  public String toString() {
    return "Notices[%d]".formatted(all().size());
  }
}
