package io.github.wechatpayfeign.simulator.internal.accounts;

import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.internal.crypto.AlgorithmSuite;
import io.github.wechatpayfeign.simulator.internal.crypto.GatewayKey;
import io.github.wechatpayfeign.simulator.internal.crypto.RandomText;
import io.github.wechatpayfeign.simulator.internal.http.GatewayAnswer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.util.List;

/**
 * Signs answers as WeChat Pay does, or makes their signature false.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4013053249">how an answer is signed</a>
 */
public final class AnswerSigner {
  private static final String SIGNATURE = "Wechatpay-Signature";

  private final AlgorithmSuite suite;
  private final KeyPair foreignKeys;
  private final Clock clock;
  private final RandomText random;

  public AnswerSigner(AlgorithmSuite suite, KeyPair foreignKeys, Clock clock, RandomText random) {
    this.suite = suite;
    this.foreignKeys = foreignKeys;
    this.clock = clock;
    this.random = random;
  }

  public GatewayAnswer sign(GatewayAnswer answer, GatewayKey key) {
    return sign(answer, answer.body(), key, 0);
  }

  public GatewayAnswer falsify(GatewayAnswer answer, Falsification how, GatewayKey key) {
    GatewayAnswer signed = sign(answer, key);
    return switch (how) {
      case UNSIGNED -> answer;
      case FORGED -> sign(answer, answer.body(), new GatewayKey(key.id(), foreignKeys), 0);
      case STALE -> sign(answer, answer.body(), key, -300);
      case FUTURE -> sign(answer, answer.body(), key, 310);
      case UNKNOWN_SERIAL -> signed.withHeader("Wechatpay-Serial", key.unknownId());
      case NOT_BASE64 -> signed.withHeader(SIGNATURE, "?" + signatureOf(signed));
      case SIGNTEST -> signed.withHeader(SIGNATURE, "WECHATPAY/SIGNTEST/" + signatureOf(signed));
      case REPEATED_HEADER ->
          signed.withHeader(SIGNATURE, signatureOf(signed), signatureOf(signed));
      case MISSING_NONCE -> signed.withHeader("Wechatpay-Nonce");
      case WRONG_BODY_SIGNED ->
          sign(answer, "{\"code\":\"OTHER\"}".getBytes(StandardCharsets.UTF_8), key, 0);
    };
  }

  private GatewayAnswer sign(GatewayAnswer answer, byte[] body, GatewayKey key, long secondsAhead) {
    String timestamp = Long.toString(clock.instant().getEpochSecond() + secondsAhead);
    String nonce = random.upperHex(32);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes((timestamp + "\n" + nonce + "\n").getBytes(StandardCharsets.US_ASCII));
    message.writeBytes(body);
    message.write('\n');
    return answer
        .withHeader("Wechatpay-Timestamp", timestamp)
        .withHeader("Wechatpay-Nonce", nonce)
        .withHeader("Wechatpay-Serial", key.id())
        .withHeader(SIGNATURE, suite.sign(key.keys().getPrivate(), message.toByteArray()))
        .withHeader("Wechatpay-Signature-Type", suite.scheme());
  }

  private static String signatureOf(GatewayAnswer signed) {
    return signed.headers().getOrDefault(SIGNATURE, List.of("")).get(0);
  }
}
