package io.github.wechatpayfeign.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.signing.RequestSigner;
import io.github.wechatpayfeign.signing.ResponseVerifier;
import io.github.wechatpayfeign.signing.TrustedKeys;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The parts of a call that can be used alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PartsBenchmark {

  private static final String BODY = "{\"mchid\":\"1900000109\"}";
  private static final String TARGET =
      "/v3/pay/transactions/out-trade-no/ORDER-20261123-0001/close";

  @Param({"amazon", "conscrypt", "jvm"})
  public String provider;

  private Merchant merchant;
  private RequestSigner signer;
  private ResponseVerifier verifier;
  private TrustedKeys trusted;
  private Map<String, Collection<String>> headers;
  private Response error;
  private String pem;
  private PublicKey wechatPayKey;

  @Setup
  public void prepare() throws Exception {
    System.setProperty("wechatpay.signature.provider", provider);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair own = generator.generateKeyPair();
    KeyPair wechatPay = generator.generateKeyPair();
    merchant =
        Merchant.builder()
            .mchid("1900000109")
            .merchantSerial("5F1C72E2A8931B72A2E13AF8DEE92471EB397115")
            .privateKey(own.getPrivate())
            .wechatPayPublicKey("PUB_KEY_ID_0114", wechatPay.getPublic())
            .build();
    Clock clock = Clock.systemUTC();
    signer = new RequestSigner(clock);
    verifier =
        new ResponseVerifier(Clock.fixed(clock.instant(), clock.getZone()), Duration.ofMinutes(5));
    trusted = TrustedKeys.of(merchant, clock);
    wechatPayKey = wechatPay.getPublic();
    headers = signed(wechatPay, clock.instant().getEpochSecond());
    Request request =
        Request.create(Request.HttpMethod.POST, TARGET, Map.of(), new byte[0], US_ASCII, null);
    error =
        Response.builder()
            .status(403)
            .headers(Map.of("Request-ID", List.of("08F78BB4A90610D00618EC9D8F5B20A0E8F2012800-0")))
            .body("{\"code\":\"RULE_LIMIT\",\"message\":\"limited\"}", US_ASCII)
            .request(request)
            .build();
    pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(own.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
  }

  private static Map<String, Collection<String>> signed(KeyPair key, long now) throws Exception {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key.getPrivate());
    signature.update((now + "\nnonce\n\n").getBytes(US_ASCII));
    Map<String, Collection<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.put("Wechatpay-Timestamp", List.of(Long.toString(now)));
    all.put("Wechatpay-Nonce", List.of("nonce"));
    all.put("Wechatpay-Serial", List.of("PUB_KEY_ID_0114"));
    all.put("Wechatpay-Signature", List.of(Base64.getEncoder().encodeToString(signature.sign())));
    all.put("Wechatpay-Signature-Type", List.of("WECHATPAY2-SHA256-RSA2048"));
    all.put("Request-ID", List.of("08F78BB4A90610D00618EC9D8F5B20A0E8F2012800-0"));
    return all;
  }

  /** Signs a close. */
  @Benchmark
  public Object sign() throws Exception {
    return signer.sign(merchant, "POST", TARGET, BODY.getBytes(US_ASCII));
  }

  /** Verifies a 204, its headers included. */
  @Benchmark
  public Object verify() throws Exception {
    return verifier.verify(headers, new byte[0], trusted);
  }

  /** Turns an error answer into its exception. */
  @Benchmark
  public Object errorDecode() {
    return new WechatPayErrorDecoder().decode("", error);
  }

  /** Builds a merchant, which reads its private key from PEM. */
  @Benchmark
  public Object merchant() {
    return Merchant.builder()
        .mchid("1900000109")
        .merchantSerial("5F1C72E2A8931B72A2E13AF8DEE92471EB397115")
        .privateKeyPem(pem)
        .wechatPayPublicKey("PUB_KEY_ID_0114", wechatPayKey)
        .build();
  }
}
