package io.github.wechatpayfeign.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Clock;
import java.util.List;

/**
 * Signs answers as WeChat Pay does, or falsely.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4013053249">how an answer is signed</a>
 */
final class AnswerSigner {
  private static final String SIGNATURE = "Wechatpay-Signature";

  private final AlgorithmSuite suite;
  private final PrivateKey key;
  private final String keyId;
  private final PrivateKey foreignKey;
  private final Clock clock;
  private final RandomText random;

  AnswerSigner(
      AlgorithmSuite suite,
      PrivateKey key,
      String keyId,
      PrivateKey foreignKey,
      Clock clock,
      RandomText random) {
    this.suite = suite;
    this.key = key;
    this.keyId = keyId;
    this.foreignKey = foreignKey;
    this.clock = clock;
    this.random = random;
  }

  Answer sign(Answer answer) {
    return sign(answer, answer.body(), key, 0);
  }

  Answer falsify(Answer answer, Falsification how) {
    Answer signed = sign(answer);
    return switch (how) {
      case UNSIGNED -> answer;
      case FORGED -> sign(answer, answer.body(), foreignKey, 0);
      case STALE -> sign(answer, answer.body(), key, -300);
      case FUTURE -> sign(answer, answer.body(), key, 310);
      case UNKNOWN_SERIAL -> signed.withHeader("Wechatpay-Serial", "PUB_KEY_ID_0");
      case NOT_BASE64 -> signed.withHeader(SIGNATURE, "?" + signatureOf(signed));
      case SIGNTEST -> signed.withHeader(SIGNATURE, "WECHATPAY/SIGNTEST/" + signatureOf(signed));
      case REPEATED_HEADER ->
          signed.withHeader(SIGNATURE, signatureOf(signed), signatureOf(signed));
      case MISSING_NONCE -> signed.withHeader("Wechatpay-Nonce");
      case WRONG_BODY_SIGNED ->
          sign(answer, "{\"code\":\"OTHER\"}".getBytes(StandardCharsets.UTF_8), key, 0);
    };
  }

  private Answer sign(Answer answer, byte[] body, PrivateKey signingKey, long secondsAhead) {
    String timestamp = Long.toString(clock.instant().getEpochSecond() + secondsAhead);
    String nonce = random.upperHex(32);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes((timestamp + "\n" + nonce + "\n").getBytes(StandardCharsets.US_ASCII));
    message.writeBytes(body);
    message.write('\n');
    return answer
        .withHeader("Wechatpay-Timestamp", timestamp)
        .withHeader("Wechatpay-Nonce", nonce)
        .withHeader("Wechatpay-Serial", keyId)
        .withHeader(SIGNATURE, suite.sign(signingKey, message.toByteArray()))
        .withHeader("Wechatpay-Signature-Type", suite.scheme());
  }

  private static String signatureOf(Answer signed) {
    return signed.headers().getOrDefault(SIGNATURE, List.of("")).get(0);
  }
}
