package io.github.wechatpayfeign.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Signed answers. Each has its own nonce, because a client may refuse an answer that it got before.
 * They can be signed in advance, so that signing does not slow the answers.
 */
final class SignedAnswers {

  /** Much less than the 5 minutes for which a client accepts an answer. */
  private static final long MAX_AGE_MILLIS = 120_000;

  private static final Provider NATIVE = AmazonCorrettoCryptoProvider.INSTANCE;

  private final PrivateKey key;
  private final SecureRandom random = new SecureRandom();
  private final Queue<Signed> ahead = new LinkedBlockingQueue<>();

  SignedAnswers(PrivateKey key) throws GeneralSecurityException {
    this.key = (PrivateKey) KeyFactory.getInstance("RSA", NATIVE).translateKey(key);
  }

  private record Signed(String answer, long millis) {

    boolean isOld() {
      return System.currentTimeMillis() - millis > MAX_AGE_MILLIS;
    }
  }

  /** Signs answers until this many are ready. */
  void fill(int count) throws GeneralSecurityException {
    ahead.removeIf(Signed::isOld);
    while (ahead.size() < count) {
      ahead.add(sign());
    }
  }

  /** Returns an answer that was not returned before. */
  byte[] next() throws GeneralSecurityException {
    Signed next = ahead.poll();
    while (next != null && next.isOld()) {
      next = ahead.poll();
    }
    return (next == null ? sign() : next).answer().getBytes(US_ASCII);
  }

  private Signed sign() throws GeneralSecurityException {
    return sign("204 No Content", "");
  }

  /** Returns an answer with a body, signed now. */
  byte[] ok(String body) throws GeneralSecurityException {
    return sign("200 OK", body).answer().getBytes(US_ASCII);
  }

  private Signed sign(String status, String body) throws GeneralSecurityException {
    long millis = System.currentTimeMillis();
    long now = millis / 1000;
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    String nonce = HexFormat.of().withUpperCase().formatHex(bytes);
    Signature signature = Signature.getInstance("SHA256withRSA", NATIVE);
    signature.initSign(key);
    signature.update((now + "\n" + nonce + "\n" + body + "\n").getBytes(US_ASCII));
    String answer =
        "HTTP/1.1 "
            + status
            // One of the other clients fails without a type, although there is no content.
            + "\r\nContent-Type: application/json; charset=utf-8\r\n"
            + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n")
            + "Request-ID: 08F78BB4A90610D00618EC9D8F5B20A0E8F2012800-0\r\n"
            + "Wechatpay-Nonce: "
            + nonce
            + "\r\nWechatpay-Serial: "
            + Setup.PUBLIC_KEY_ID
            + "\r\nWechatpay-Signature: "
            + Base64.getEncoder().encodeToString(signature.sign())
            + "\r\nWechatpay-Signature-Type: WECHATPAY2-SHA256-RSA2048\r\nWechatpay-Timestamp: "
            + now
            + "\r\n\r\n"
            + body;
    return new Signed(answer, millis);
  }
}
