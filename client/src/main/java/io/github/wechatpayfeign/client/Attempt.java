package io.github.wechatpayfeign.client;

import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.SignedRequest;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Map;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call, and the record of what may have left this process for it. An attempt sends
 * its request at most once, and only while it is open: whatever the code around it does, nothing
 * leaves after {@link #close()}, so what {@link #maybeSent()} says then is final. Thread-safe.
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
   * @param trust who signs, and with whose keys the answer is verified
   * @param facts what was known of the call when the attempt began
   * @param headers what listeners add to the request
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

  /** A connection is there; nothing of the request was sent yet. */
  void connect() {
    connected = true;
  }

  boolean connected() {
    return connected;
  }

  /**
   * Asks for leave to write the request. From here on, bytes of it may have left.
   *
   * @throws ProtocolException if the attempt is over, or sent its request before: then nothing may
   *     be written. OkHttp does not try another route after a {@code ProtocolException}
   */
  synchronized void send(SignedRequest signed) throws ProtocolException {
    requireOpen();
    if (sent != null) {
      throw new ProtocolException(
          "The attempt has sent its request; a RetryPolicy repeats calls, interceptors must not");
    }
    sent = signed;
  }

  /** Notes the status that came from the wire. */
  synchronized void receive(int status) {
    received = status;
  }

  /** Returns whether this status came from the wire, as the answer to this attempt's request. */
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

  /** Remembers what broke the attempt, before libraries below wrap it. */
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

  /** Ends the attempt: from now on nothing of it can leave. */
  synchronized void close() {
    closed = true;
  }

  /** Notes that the answer was read to its end, so nothing is left to break off. */
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

  /** Ends the attempt because the caller gave up, which says nothing about the gateway. */
  void cancel() {
    cancelled = true;
    close();
  }

  boolean cancelled() {
    return cancelled;
  }

  /** Breaks off what OkHttp does for the attempt, which tells the user's event listeners. */
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
