package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.internal.accounts.AnswerSigner;
import io.github.wechatpayfeign.simulator.internal.accounts.GatewayKeys;
import io.github.wechatpayfeign.simulator.internal.accounts.MerchantAccounts;
import io.github.wechatpayfeign.simulator.internal.crypto.AlgorithmSuite;
import io.github.wechatpayfeign.simulator.internal.crypto.GatewayKey;
import io.github.wechatpayfeign.simulator.internal.crypto.RandomText;
import io.github.wechatpayfeign.simulator.internal.http.GatewayAnswer;
import io.github.wechatpayfeign.simulator.internal.notices.NoticeAnswer;
import io.github.wechatpayfeign.simulator.internal.notices.NoticeEnvelope;
import io.github.wechatpayfeign.simulator.internal.notices.NoticeSender;
import io.github.wechatpayfeign.simulator.internal.notices.NoticeTargets;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** Encrypts and signs notices, or spoils them, and sends them. */
final class NoticeCourier implements AutoCloseable {
  private final AlgorithmSuite suite;
  private final MerchantAccounts merchants;
  private final GatewayKeys keys;
  private final AnswerSigner signer;
  private final RandomText random;
  private final NoticeTargets targets;
  private final NoticeSender sender;
  private volatile Duration limit = NoticeDelivery.LIMIT;
  private volatile boolean publicKey;

  NoticeCourier(
      AlgorithmSuite suite,
      MerchantAccounts merchants,
      GatewayKeys keys,
      AnswerSigner signer,
      RandomText random,
      NoticeTargets targets) {
    this.suite = suite;
    this.merchants = merchants;
    this.keys = keys;
    this.signer = signer;
    this.random = random;
    this.targets = targets;
    sender = new NoticeSender(targets);
  }

  void limit(Duration value) {
    limit = value;
  }

  void publicKey(boolean value) {
    publicKey = value;
  }

  /** Writes the body for a merchant, if it can be sent. */
  byte[] sealed(NoticeEnvelope envelope, String mchid) {
    return envelope.sealed(suite, merchants.apiV3Key(mchid), nonce());
  }

  byte[] spoiled(NoticeEnvelope envelope, String mchid, NoticeFlaw flaw) {
    return switch (flaw) {
      case WRONG_API_V3_KEY -> envelope.sealed(suite, random.alphanumeric(32), nonce());
      case BROKEN_JSON -> {
        byte[] whole = sealed(envelope, mchid);
        yield Arrays.copyOf(whole, whole.length / 2);
      }
      case UNKNOWN_EVENT -> sealed(envelope.withEventType("SIMULATOR.UNKNOWN"), mchid);
      case OTHER_AMOUNT -> sealed(envelope.withOneFenMore(), mchid);
    };
  }

  private String nonce() {
    return random.alphanumeric(12);
  }

  /** Signs a body anew and sends it. */
  CompletableFuture<NoticeAnswer> send(String url, byte[] body) {
    GatewayKey key = keys.keyForNotice(publicKey);
    return send(url, signer.sign(GatewayAnswer.ofJson(body), key));
  }

  CompletableFuture<NoticeAnswer> sendFalsified(String url, byte[] body, Falsification how) {
    GatewayKey key = keys.keyForNotice(publicKey);
    return send(url, signer.falsify(GatewayAnswer.ofJson(body), how, key));
  }

  /** Reads a URL, and throws IllegalArgumentException if no notice may go there. */
  URI target(String url) {
    return targets.of(url);
  }

  private CompletableFuture<NoticeAnswer> send(String url, GatewayAnswer message) {
    URI target = target(url);
    GatewayAnswer complete =
        message.withHeader("Accept", "*/*").withHeader("User-Agent", "Mozilla/4.0");
    return sender.post(target, complete.headers(), complete.body(), limit);
  }

  @Override
  public void close() {
    sender.close();
  }
}
