package io.github.wechatpayfeign.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import okhttp3.Dns;

/**
 * Looks up host names on another thread. A lookup of the operating system cannot be interrupted, so
 * a call that runs it on its own thread could not end at its deadline.
 */
final class InterruptibleDns implements Dns {

  private final Dns dns;
  private final Executor threads;

  InterruptibleDns(Dns dns, Executor threads) {
    this.dns = dns;
    this.threads = threads;
  }

  @Override
  public List<InetAddress> lookup(String hostname) throws UnknownHostException {
    FutureTask<List<InetAddress>> lookup = new FutureTask<>(() -> dns.lookup(hostname));
    try {
      threads.execute(lookup);
    } catch (RuntimeException | Error noThread) {
      lookup.run();
    }
    try {
      return lookup.get();
    } catch (InterruptedException e) {
      lookup.cancel(true);
      Thread.currentThread().interrupt();
      throw unknown(hostname + ": the lookup was interrupted", e);
    } catch (ExecutionException e) {
      throw unwrapped(hostname, e.getCause() == null ? e : e.getCause());
    }
  }

  private static UnknownHostException unwrapped(String hostname, Throwable failure) {
    if (failure instanceof UnknownHostException known) {
      return known;
    }
    if (failure instanceof RuntimeException broken) {
      throw broken;
    }
    if (failure instanceof Error broken) {
      throw broken;
    }
    return unknown(hostname + ": " + failure, failure);
  }

  private static UnknownHostException unknown(String message, Throwable cause) {
    UnknownHostException unknown = new UnknownHostException(message);
    unknown.initCause(cause);
    return unknown;
  }
}
