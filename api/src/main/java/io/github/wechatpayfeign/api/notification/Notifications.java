package io.github.wechatpayfeign.api.notification;

import io.github.wechatpayfeign.api.CombineTransaction;
import io.github.wechatpayfeign.api.Transaction;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.internal.Json;
import io.github.wechatpayfeign.api.notification.NotificationException.Reason;
import io.github.wechatpayfeign.api.refund.Refund;
import io.github.wechatpayfeign.errors.internal.SafeText;
import io.github.wechatpayfeign.signing.VerificationFailure;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns the notifications of WeChat Pay into verified and typed notices: the bytes and the headers
 * of a request come in, a {@link Notice} comes out.
 *
 * <pre>{@code
 * Notifications notifications = Notifications.of(wechatPay);
 * Notice notice = notifications.parse(name -> Collections.list(request.getHeaders(name)),
 *     request.getInputStream());
 * }</pre>
 *
 * <p>A notification is verified before it is decrypted or read, with the keys and the tolerance of
 * the {@link WechatPay}. The same notification passes each time it is sent: WeChat Pay repeats it.
 *
 * <p>Thread-safe.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4013053249">verifying answers and
 *     notifications</a>
 */
public final class Notifications {

  private static final System.Logger LOGGER = System.getLogger(Notifications.class.getName());

  /** Notifications have a few KB; a longer one does not come from WeChat Pay. */
  private static final int MAX_BODY_BYTES = 1024 * 1024;

  private static final List<String> HEADERS =
      List.of(
          "Wechatpay-Timestamp",
          "Wechatpay-Nonce",
          "Wechatpay-Serial",
          "Wechatpay-Signature",
          "Wechatpay-Signature-Type");

  private static final Set<String> REFUND_EVENTS =
      Set.of("REFUND.SUCCESS", "REFUND.ABNORMAL", "REFUND.CLOSED");

  private static final int MAX_EVENT_LENGTH = 64;

  private final WechatPay wechatPay;

  private Notifications(WechatPay wechatPay) {
    this.wechatPay = Objects.requireNonNull(wechatPay, "wechatPay");
  }

  /**
   * Returns the notifications of a merchant.
   *
   * @param wechatPay the merchant, with an APIv3 key, and the keys that verify
   */
  public static Notifications of(WechatPay wechatPay) {
    return new Notifications(wechatPay);
  }

  /**
   * Verifies, decrypts and reads a notification.
   *
   * @param headers returns all values of a header, for example {@code name ->
   *     Collections.list(request.getHeaders(name))}; none if it is absent, or null
   * @param body the body as it arrived; at most 1 MiB of it is read
   * @throws NotificationException if it must not be acted upon
   * @throws IOException if the connection breaks off
   */
  public Notice parse(
      Function<String, ? extends @Nullable Collection<String>> headers, InputStream body)
      throws IOException {
    return parse(headers, body.readNBytes(MAX_BODY_BYTES + 1));
  }

  /**
   * Verifies, decrypts and reads a notification.
   *
   * @param headers returns all values of a header; none if it is absent, or null
   * @param body the body, byte for byte as it arrived
   * @throws NotificationException if it must not be acted upon
   */
  public Notice parse(
      Function<String, ? extends @Nullable Collection<String>> headers, byte[] body) {
    Map<String, Collection<String>> found = new HashMap<>();
    for (String name : HEADERS) {
      Collection<String> values = headers.apply(name);
      if (values != null && !values.isEmpty()) {
        found.put(name, values);
      }
    }
    verify(found, body);
    return read(Envelope.read(body));
  }

  private void verify(Map<String, Collection<String>> headers, byte[] body) {
    if (body.length > MAX_BODY_BYTES) {
      throw new NotificationException(
          Reason.UNREADABLE, "The notification is longer than 1 MiB, so it is not verified");
    }
    try {
      var unused = wechatPay.verifyNotification(headers, body);
    } catch (VerificationFailure failure) {
      throw new NotificationException(failure);
    }
  }

  private Notice read(Envelope envelope) {
    String event = envelope.event();
    if (event.equals("TRANSACTION.SUCCESS")) {
      return transaction(envelope, decrypted(envelope.sealed()));
    }
    if (REFUND_EVENTS.contains(event)) {
      Refund refund = json(decrypted(envelope.sealed()), Refund.class);
      Envelope.require(refund.outRefundNo(), "out_refund_no");
      return new RefundNotice(envelope.id(), event, envelope.createTime(), refund);
    }
    LOGGER.log(
        Level.DEBUG,
        "A notification of the unknown event {0} is accepted and ignored",
        SafeText.quoted(event, MAX_EVENT_LENGTH));
    throw new NotificationException(
        Reason.UNKNOWN_EVENT,
        "The event " + SafeText.quoted(event, MAX_EVENT_LENGTH) + " is unknown");
  }

  /** A combined order has the same event as a plain one; only its members tell them apart. */
  private Notice transaction(Envelope envelope, byte[] json) {
    CombineTransaction combined = json(json, CombineTransaction.class);
    if (combined.combineOutTradeNo() != null) {
      requireOurs(combined.combineMchid());
      return new CombineTransactionNotice(
          envelope.id(), envelope.event(), envelope.createTime(), combined);
    }
    Transaction order = json(json, Transaction.class);
    Envelope.require(order.outTradeNo(), "out_trade_no");
    Envelope.require(TransactionNotice.totalOf(order), "amount.total");
    requireOurs(order.spMchid() == null ? order.mchid() : order.spMchid());
    return new TransactionNotice(envelope.id(), envelope.event(), envelope.createTime(), order);
  }

  private void requireOurs(@Nullable String mchid) {
    String own = wechatPay.merchant().mchid();
    if (mchid != null && !mchid.equals(own)) {
      throw new NotificationException(
          Reason.OTHER_MERCHANT,
          "The notification is for the merchant "
              + SafeText.quoted(mchid, MAX_EVENT_LENGTH)
              + ", but arrived at the URL of "
              + own
              + ": give each merchant a notify_url of its own");
    }
  }

  private byte[] decrypted(Envelope.Resource sealed) {
    String algorithm = Envelope.present(sealed.algorithm(), "resource.algorithm");
    String nonce = Envelope.present(sealed.nonce(), "resource.nonce");
    String ciphertext = Envelope.present(sealed.ciphertext(), "resource.ciphertext");
    String associatedData = Objects.requireNonNullElse(sealed.associatedData(), "");
    try {
      return wechatPay.merchant().decrypt(algorithm, nonce, associatedData, ciphertext);
    } catch (GeneralSecurityException | IllegalStateException e) {
      throw new NotificationException(
          Reason.NOT_DECRYPTED,
          "The notification cannot be decrypted for the merchant "
              + wechatPay.merchant().mchid()
              + ": "
              + e.getMessage(),
          e,
          null);
    }
  }

  private static <T> T json(byte[] json, Class<T> type) {
    try {
      T read = Json.MAPPER.readValue(json, type);
      if (read != null) {
        return read;
      }
    } catch (IOException | RuntimeException e) {
      // The exception may quote the data of a buyer, so it is no cause of the one below.
      LOGGER.log(Level.DEBUG, "A resource is no {0}: {1}", type.getSimpleName(), e.getClass());
    }
    throw new NotificationException(
        Reason.UNREADABLE, "The decrypted resource is not a valid " + type.getSimpleName());
  }
}
