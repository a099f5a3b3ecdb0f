package io.github.wechatpayfeign.integrationtests.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a JVM loads for its first close. Time differs by machine, but most of it is spent on this.
 */
class FirstCloseTest {

  /** The own classes that a first close loads, without the code that a JVM makes for lambdas. */
  private static final int OWN_CLASSES = 138;

  private static final int OWN_LAMBDAS = 24;

  private static final double MORE = 1.1;

  private static final Pattern CLASS = Pattern.compile("\\] (\\S+) source: (.*)");

  private static List<String> loaded = List.of();

  /** Closes an order in a JVM of its own. */
  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    Merchant merchant =
        Merchant.builder()
            .mchid(args[2])
            .merchantSerial(args[3])
            .privateKey(folder.resolve("apiclient_key.pem"))
            .wechatPayPublicKey(args[4], folder.resolve("pub_key.pem"))
            .build();
    try (WechatPay wechatPay = WechatPay.builder(merchant).baseUrl(args[1]).build()) {
      System.out.println(wechatPay.closeOrder("ORDER-0001").outTradeNo());
    }
  }

  @BeforeAll
  static void closeInAnotherJvm(@TempDir Path folder) throws IOException, InterruptedException {
    Path log = folder.resolve("classes.log");
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      Files.writeString(folder.resolve("apiclient_key.pem"), simulator.merchantPrivateKeyPem());
      Files.writeString(folder.resolve("pub_key.pem"), simulator.publicKeyPem());
      simulator.createOrder("ORDER-0001");
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xlog:class+load:file=" + log,
                  "-Dwechatpay.signature.provider=jvm",
                  "-cp",
                  System.getProperty("java.class.path"),
                  FirstCloseTest.class.getName(),
                  folder.toString(),
                  simulator.baseUrl(),
                  simulator.mchid(),
                  simulator.merchantSerial(),
                  simulator.publicKeyId())
              .redirectErrorStream(true)
              .start();
      assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
          .isEqualTo("ORDER-0001" + System.lineSeparator());
      assertThat(process.waitFor()).isZero();
    }
    loaded = CLASS.matcher(Files.readString(log)).results().map(line -> line.group(1)).toList();
  }

  private static List<String> loaded(String pattern) {
    return loaded.stream().filter(name -> name.matches(pattern)).toList();
  }

  /** To compare two records takes a new JVM 20 ms, and to load BouncyCastle a third of a second. */
  @Test
  void loadsNothingThatOnlyOtherCallsNeed() {
    assertThat(loaded)
        .contains("feign.ReflectiveFeign", "okhttp3.OkHttpClient")
        .doesNotContain("java.lang.runtime.ObjectMethods");
    assertThat(loaded("com\\.fasterxml\\.jackson\\.databind\\..*|org\\.bouncycastle\\..*"))
        .isEmpty();
  }

  @Test
  void loadsNoMoreClassesThanBefore() {
    assertThat(loaded("io\\.github\\.wechatpayfeign\\.(?!integrationtests)(?!.*Lambda).*"))
        .hasSizeBetween(OWN_CLASSES / 2, (int) (OWN_CLASSES * MORE));
    assertThat(loaded("io\\.github\\.wechatpayfeign\\.(?!integrationtests).*\\$\\$Lambda.*"))
        .hasSizeBetween(OWN_LAMBDAS / 2, (int) (OWN_LAMBDAS * MORE));
  }
}
