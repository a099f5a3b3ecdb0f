package io.github.wechatpayfeign.integrationtests.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.NoVerificationKeyException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.integrationtests.support.CertificateGateway;
import io.github.wechatpayfeign.integrationtests.support.CertificateGateway.Certificate;
import io.github.wechatpayfeign.integrationtests.support.MovableClock;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.merchant.KeyMaterial;
import io.github.wechatpayfeign.merchant.KeyValidity;
import io.github.wechatpayfeign.merchant.MerchantBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which list of certificates is accepted, and what the message about any other list says. */
class FirstDownloadTest {

  private static final Duration YEARS = Duration.ofDays(5 * 365);

  private final MovableClock clock = new MovableClock();
  private final CertificateGateway gateway = new CertificateGateway(clock);
  private final Certificate certificate = gateway.issue(YEARS);

  @AfterEach
  void stop() {
    gateway.close();
  }

  private static MerchantBuilder merchant() {
    return CertificateGateway.merchant().apiV3Key(CertificateGateway.API_V3_KEY);
  }

  private static MerchantBuilder withPublicKey() {
    return merchant()
        .wechatPayPublicKey(TestGateway.PUBLIC_KEY_ID, TestGateway.WECHAT_PAY_KEYS.getPublic());
  }

  /** An attacker on the network who stole the APIv3 key, but no signing key. */
  private void attack() {
    gateway.list(gateway.entry(certificate));
    gateway.signWith(certificate);
  }

  @Test
  void refusesAPlantedCertificateIfThereIsAPublicKey() {
    attack();
    try (WechatPay wechatPay = gateway.client(withPublicKey()).build()) {
      for (int i = 0; i < 2; i++) {
        ResponseNotVerifiedException thrown = refusal(wechatPay);

        assertThat(thrown.reason()).isEqualTo(Reason.UNKNOWN_SERIAL);
        assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
      }
      assertThat(gateway.downloads()).isEqualTo(1);
      assertThat(wechatPay.wechatPayKeys())
          .extracting(KeyValidity::serial)
          .containsExactly(TestGateway.PUBLIC_KEY_ID);
    }
  }

  @Test
  void saysWhatToDoIfWechatPayStillSignsWithCertificates() {
    attack();
    try (WechatPay wechatPay = gateway.client(withPublicKey()).build()) {
      NoVerificationKeyException thrown =
          catchThrowableOfType(
              NoVerificationKeyException.class, wechatPay::refreshPlatformCertificates);

      assertThat(thrown)
          .hasMessageContaining("Wechatpay-Serial is " + certificate.serial())
          .hasMessageContaining("set them with platformCertificate(...)");
    }
  }

  @Test
  void acceptsADownloadSignedWithThePublicKey() {
    gateway.list(gateway.entry(certificate));
    gateway.signWith(TestGateway.PUBLIC_KEY_ID, TestGateway.WECHAT_PAY_KEYS.getPrivate());
    try (WechatPay wechatPay = gateway.client(withPublicKey()).build()) {
      wechatPay.refreshPlatformCertificates();
      assertThat(gateway.requests().get(0).header("Wechatpay-Serial"))
          .isEqualTo(TestGateway.PUBLIC_KEY_ID);
      gateway.signWith(certificate);

      wechatPay.closeOrder("ORDER-1");
    }
  }

  @Test
  void acceptsASelfSignedFirstDownloadIfTheMerchantAllowsIt() {
    attack();
    try (WechatPay wechatPay =
        gateway.client(withPublicKey().trustFirstCertificateDownload()).build()) {
      wechatPay.closeOrder("ORDER-1");

      // The first one only: from now on a certificate is known.
      Certificate planted = gateway.issue(YEARS);
      gateway.list(gateway.entry(planted));
      gateway.signWith(planted);
      assertThat(
              catchThrowableOfType(
                  NoVerificationKeyException.class, wechatPay::refreshPlatformCertificates))
          .hasMessageContaining("after a restart, a first download is accepted again");
    }
  }

  @Test
  void refusesASelfSignedDownloadIfTheMerchantHasACertificate() {
    Certificate given = gateway.issue(YEARS);
    attack();
    for (MerchantBuilder builder :
        List.of(merchant(), merchant().trustFirstCertificateDownload())) {
      try (WechatPay wechatPay =
          gateway.client(builder.platformCertificate(KeyMaterial.of(given.pem()))).build()) {
        assertThat(refusal(wechatPay).reason()).isEqualTo(Reason.UNKNOWN_SERIAL);
      }
    }
  }

  @Test
  void skipsAnEntryThatItDoesNotUnderstandAndLogsIt() {
    Certificate other = gateway.issue(YEARS);
    gateway.list(
        gateway.entry(other).replace("AEAD_AES_256_GCM", "AEAD_NEW"),
        gateway.entry(certificate),
        gateway.entry(other, other.until(), "F".repeat(32)));
    gateway.signWith(certificate);
    List<String> log = new CopyOnWriteArrayList<>();
    Handler handler = new Recorder(log);
    Logger logger = Logger.getLogger("io.github.wechatpayfeign.client.CertificateDownloads");
    logger.addHandler(handler);
    try (WechatPay wechatPay = gateway.client(merchant()).build()) {
      wechatPay.closeOrder("ORDER-1");
    } finally {
      logger.removeHandler(handler);
    }

    assertThat(log)
        .containsExactly(
            "In the list of platform certificates of 1900000109: A platform certificate is"
                + " encrypted with \"AEAD_NEW\", which this version of the library does not know",
            "In the list of platform certificates of 1900000109: The APIv3 key does not open the"
                + " platform certificates: it is not the one that is set in the merchant portal,"
                + " API security, APIv3 key")
        .noneMatch(line -> line.contains(CertificateGateway.API_V3_KEY));
  }

  @Test
  void blamesTheApiV3KeyOnlyIfItIsTheCause() {
    gateway.signWith(certificate);
    gateway.list(gateway.entry(certificate).replace("AEAD_AES_256_GCM", "AEAD_NEW"));
    assertThat(noKey())
        .hasMessageContaining("UNREADABLE_CERTIFICATES")
        .hasMessageContaining("which this version of the library does not know")
        .hasMessageNotContaining("APIv3 key");

    gateway.list(gateway.entry(certificate, certificate.until(), "F".repeat(32)));
    NoVerificationKeyException wrongKey = noKey();
    assertThat(wrongKey)
        .hasMessageContaining("UNREADABLE_CERTIFICATES")
        .hasMessageContaining("The APIv3 key does not open the platform certificates");
    assertThat(wrongKey.next()).isEqualTo(NextStep.FIX_CREDENTIALS_OR_CLOCK);
  }

  private NoVerificationKeyException noKey() {
    try (WechatPay wechatPay = gateway.client(merchant()).build()) {
      NoVerificationKeyException thrown =
          catchThrowableOfType(
              NoVerificationKeyException.class, () -> wechatPay.closeOrder("ORDER-1"));
      assertThat(thrown).as("the failure").isNotNull();
      return thrown;
    }
  }

  private static ResponseNotVerifiedException refusal(WechatPay wechatPay) {
    ResponseNotVerifiedException thrown =
        catchThrowableOfType(
            ResponseNotVerifiedException.class, () -> wechatPay.closeOrder("ORDER-1"));
    assertThat(thrown).as("the refusal").isNotNull();
    return thrown;
  }

  private static final class Recorder extends Handler {

    private final List<String> lines;

    Recorder(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord record) {
      lines.add(new SimpleFormatter().formatMessage(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
