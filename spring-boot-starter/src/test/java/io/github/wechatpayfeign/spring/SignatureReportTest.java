package io.github.wechatpayfeign.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantSource;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.security.Security;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log of the start says in one line who signs, and what would be faster. */
class SignatureReportTest {

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();
  private static final Logger LOGGER = Logger.getLogger(WechatPayAutoConfiguration.class.getName());

  private final RecordingHandler log = new RecordingHandler();

  /** Keeps what is logged. */
  private static final class RecordingHandler extends Handler {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      lines.add(entry.getLevel() + " " + entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    List<String> aboutSignatures() {
      return lines.stream().filter(line -> line.contains("are signed by")).toList();
    }
  }

  @BeforeEach
  void listen() {
    LOGGER.addHandler(log);
  }

  @AfterEach
  void stopListening() {
    LOGGER.removeHandler(log);
  }

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @Test
  void namesTheArtifactOnceIfTheJdkSigns() {
    Starter.of(SIMULATOR)
        .withPropertyValues(
            Starter.merchant(
                "wechatpay.merchants.shop", SIMULATOR, SIMULATOR.addMerchant("1900000333")))
        .run(
            context ->
                assertThat(log.aboutSignatures())
                    .containsExactly(
                        "INFO WeChat Pay requests are signed by SunRsaSign; with the dependency"
                            + " wechatpay-feign-native, faster native code would sign"));
  }

  @Test
  void namesEachProviderOfSeveralMerchants() {
    Merchant own =
        Merchant.builder()
            .mchid("1900000444")
            .merchantSerial(SIMULATOR.merchantSerial())
            .privateKeyPem(SIMULATOR.merchantPrivateKeyPem())
            .wechatPayPublicKeyPem(SIMULATOR.publicKeyId(), SIMULATOR.publicKeyPem())
            .signatureProvider(Security.getProvider("SunRsaSign"))
            .build();

    Starter.of(SIMULATOR)
        .withBean("own", MerchantSource.class, () -> () -> own)
        .run(context -> assertThat(log.aboutSignatures()).hasSize(1));
    assertThat(SignatureReport.line(new TreeSet<>(Set.of("Conscrypt", "SunJCE")), true))
        .startsWith("WeChat Pay requests are signed by Conscrypt and SunJCE in native code");
  }

  @ParameterizedTest
  @CsvSource({
    "SunRsaSign, false, with the dependency wechatpay-feign-native",
    "SunRsaSign, true, it is switched off or does not load here",
    "Conscrypt, true, Amazon Corretto Crypto Provider is faster",
    "AmazonCorrettoCryptoProvider, true, no supported provider is faster",
    "SunPKCS11-Token, false, signed by SunPKCS11-Token",
  })
  void saysWhatWouldBeFaster(String provider, boolean nativeCodePresent, String advice) {
    assertThat(SignatureReport.line(Set.of(provider), nativeCodePresent))
        .startsWith("WeChat Pay requests are signed by " + provider)
        .contains(advice);
  }
}
