package io.github.wechatpayfeign.client;

import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.SignedRequest;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Map;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call, and the record of what this process may have sent for it. An attempt sends
 * its request at most once, and only while it is open. Whatever other code does, nothing is sent
 * after {@link #close()}, so the value of {@link #maybeSent()} is final then. Thread-safe.
 *
 * <p>The {@code ProtocolException}s of {@link #begin} and {@link #send} pass through OkHttp and the
 * user's interceptors. {@link AttemptStarter} notes them, {@link AttemptSender} catches them, and
 * {@link AttemptFailure} makes the caller's exception from them and from this record.
 */
final class Attempt {

  private final MerchantTrust trust;
  private final CallFacts facts;
  private final Map<String, String> headers;

  private @Nullable SignedRequest sent;
  private int received;
  private @Nullable Throwable failure;
  private @Nullable Call call;
  private boolean closed;
  private boolean finished;
  private boolean timedOut;
  private volatile boolean connected;
  private volatile boolean cancelled;

  /**
   * Creates an open attempt.
   *
   * @param trust the merchant that signs, and the keys that verify the answer
   * @param facts the facts of the call when the attempt began
   * @param headers the headers that observers add to the request
   */
  Attempt(MerchantTrust trust, CallFacts facts, Map<String, String> headers) {
    this.trust = trust;
    this.facts = facts;
    this.headers = headers;
  }

  MerchantTrust trust() {
    return trust;
  }

  CallFacts facts() {
    return facts;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** Notes that there is a connection; nothing of the request was sent yet. */
  void connect() {
    connected = true;
  }

  boolean connected() {
    return connected;
  }

  /**
   * Asks for permission to write the request. If this returns, bytes of the request may be sent.
   *
   * @throws ProtocolException if the attempt is over, or has already sent its request: then nothing
   *     may be written. OkHttp does not try another route after a {@code ProtocolException}
   */
  synchronized void send(SignedRequest signed) throws ProtocolException {
    requireOpen();
    if (sent != null) {
      throw new ProtocolException(
          "The request was already sent; interceptors must not repeat it, use a RetryPolicy");
    }
    sent = signed;
  }

  /** Notes the status that came from the network. */
  synchronized void receive(int status) {
    received = status;
  }

  /** Returns whether this status came from the network, as the answer to this attempt's request. */
  synchronized boolean hasReceived(int status) {
    return received == status;
  }

  /** Returns what was signed, or null if nothing was sent. */
  synchronized @Nullable SignedRequest sent() {
    return sent;
  }

  synchronized boolean maybeSent() {
    return sent != null;
  }

  /** Remembers the exception that ended the attempt, before OkHttp and Feign wrap it. */
  synchronized void fail(Throwable thrown) {
    failure = thrown;
  }

  synchronized @Nullable Throwable failure() {
    return failure;
  }

  synchronized void begin(Call begun) throws IOException {
    requireOpen();
    call = begun;
  }

  private void requireOpen() throws ProtocolException {
    if (closed) {
      throw new ProtocolException("Canceled");
    }
  }

  /** Ends the attempt: from now on it can send nothing. */
  synchronized void close() {
    closed = true;
  }

  /** Notes that the answer was read to its end, so there is nothing left to abort. */
  synchronized void finish() {
    closed = true;
    finished = true;
  }

  synchronized boolean isFinished() {
    return finished;
  }

  /** Ends the attempt because the time of its call is up. */
  synchronized void timeOut() {
    closed = true;
    timedOut = true;
  }

  synchronized boolean timedOut() {
    return timedOut;
  }

  /** Ends the attempt because the caller gave up; this says nothing about the gateway. */
  void cancel() {
    cancelled = true;
    close();
  }

  boolean cancelled() {
    return cancelled;
  }

  /** Cancels the OkHttp call of the attempt, which also calls the user's event listeners. */
  void breakOff() {
    Call begun;
    synchronized (this) {
      begun = call;
    }
    if (begun != null) {
      begun.cancel();
    }
  }
}
