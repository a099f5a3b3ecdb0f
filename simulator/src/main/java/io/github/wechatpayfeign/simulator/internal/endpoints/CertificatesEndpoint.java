package io.github.wechatpayfeign.simulator.internal.endpoints;

import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.internal.accounts.GatewayKeys;
import io.github.wechatpayfeign.simulator.internal.accounts.IssuedPlatformCertificates;
import io.github.wechatpayfeign.simulator.internal.crypto.AlgorithmSuite;
import io.github.wechatpayfeign.simulator.internal.crypto.RandomText;
import io.github.wechatpayfeign.simulator.internal.http.GatewayAnswer;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists the platform certificates, encrypted for the merchant that sent the request.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/global/v3/zh/4012354540">downloading platform
 *     certificates</a>
 */
public final class CertificatesEndpoint implements Endpoint {
  static final Pattern PATH = Pattern.compile("/v3/certificates");

  private static final String ASSOCIATED_DATA = "certificate";
  private static final Pattern ALGORITHM = Pattern.compile("[?&]algorithm_type=([^&]*)");
  private static final Set<String> ALGORITHMS = Set.of("RSA", "SM2", "ALL");
  private static final DateTimeFormatter BEIJING =
      DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(ZoneOffset.ofHours(8));

  private final GatewayKeys keys;
  private final AlgorithmSuite suite;
  private final RandomText random;

  public CertificatesEndpoint(GatewayKeys keys, AlgorithmSuite suite, RandomText random) {
    this.keys = keys;
    this.suite = suite;
    this.random = random;
  }

  @Override
  public GatewayAnswer handle(VerifiedRequest request) throws Refusal {
    String wanted = algorithmOf(request.received());
    String apiV3Key = request.merchant().apiV3Key();
    boolean any = wanted.equals("ALL") || wanted.equals(suite.algorithm());
    List<Map<String, Object>> data =
        any ? keys.listed().stream().map(one -> entry(one, apiV3Key)).toList() : List.of();
    if (data.isEmpty()) {
      throw Refusal.resourceNotExists("无可用的平台证书,请在商户平台-API安全申请使用微信支付公钥");
    }
    return GatewayAnswer.ok(Map.of("data", data));
  }

  private static String algorithmOf(ReceivedRequest request) throws Refusal {
    Matcher matcher = ALGORITHM.matcher(request.target());
    if (!matcher.find()) {
      return "RSA";
    }
    String algorithm = matcher.group(1);
    if (!ALGORITHMS.contains(algorithm)) {
      throw Refusal.paramError("输入源“/query/algorithm_type”映射到字段“算法类型”枚举值校验失败", "query", algorithm);
    }
    return algorithm;
  }

  private Map<String, Object> entry(IssuedPlatformCertificates.Listed listed, String apiV3Key) {
    String nonce = random.alphanumeric(12);
    byte[] pem = listed.certificate().pem().getBytes(StandardCharsets.US_ASCII);
    Map<String, String> encrypted =
        Map.of(
            "algorithm",
            suite.encryption(),
            "nonce",
            nonce,
            "associated_data",
            ASSOCIATED_DATA,
            "ciphertext",
            suite.encrypt(pem, apiV3Key, nonce, ASSOCIATED_DATA));
    return new TreeMap<>(
        Map.of(
            "serial_no",
            listed.certificate().serial(),
            "effective_time",
            text(listed.validity().from()),
            "expire_time",
            text(listed.validity().until()),
            "encrypt_certificate",
            new TreeMap<>(encrypted)));
  }

  private static String text(Instant instant) {
    return BEIJING.format(instant);
  }
}
