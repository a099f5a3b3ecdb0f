package io.github.wechatpayfeign.simulator.internal.accounts;

import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.gateway.Strictness;
import io.github.wechatpayfeign.simulator.internal.crypto.CertificateAuthority;
import io.github.wechatpayfeign.simulator.internal.crypto.GatewayKey;
import io.github.wechatpayfeign.simulator.internal.crypto.IssuedCertificate;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.rules.StrictRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that the gateway has in its mode, and the choice of the key that signs an answer. */
public final class GatewayKeys {
  private static final String WANTED = "Wechatpay-Serial";
  private static final String WRONG_SERIAL = "平台证书序列号Wechatpay-Serial错误";

  private final GatewayMode mode;
  private final @Nullable GatewayKey publicKey;
  private final @Nullable IssuedPlatformCertificates certificates;

  public GatewayKeys(GatewayMode mode, CertificateAuthority authority, StartKeys keys) {
    this.mode = mode;
    publicKey = keys.publicKey().orElse(null);
    certificates =
        keys.platform().map(first -> new IssuedPlatformCertificates(authority, first)).orElse(null);
  }

  public GatewayKey publicKey() {
    if (publicKey == null) {
      throw new IllegalStateException(
          "A gateway in mode %s has no public key: start it in another mode".formatted(mode));
    }
    return publicKey;
  }

  public IssuedPlatformCertificates certificates() {
    if (certificates == null) {
      throw new IllegalStateException(
          "A gateway in mode %s has no platform certificates: start it in another mode"
              .formatted(mode));
    }
    return certificates;
  }

  public List<IssuedPlatformCertificates.Listed> listed() {
    return certificates == null ? List.of() : certificates.listed();
  }

  /** Returns the key that signs the answer, also for a refusal, because refusals may be signed. */
  public GatewayKey keyFor(ReceivedRequest request) {
    List<String> wanted = wanted(request);
    if (certificates == null || isPublicKey(wanted)) {
      return publicKey();
    }
    return certificates.listed(wanted).orElseGet(certificates::inUse);
  }

  /** Returns the key that signs a notice; if there are both kinds, WeChat Pay chooses. */
  public GatewayKey keyForNotice(boolean preferPublicKey) {
    return certificates == null || (preferPublicKey && publicKey != null)
        ? publicKey()
        : certificates.inUse();
  }

  /** Checks that {@code Wechatpay-Serial}, if it is there, names an existing key. */
  public void requireKnown(ReceivedRequest request, StrictRules rules) throws Refusal {
    List<String> wanted = wanted(request);
    if (!wanted.isEmpty() && !isPublicKey(wanted) && !isListed(wanted)) {
      throw Refusal.paramError(WRONG_SERIAL);
    }
    rules.require(
        Strictness.UPPER_CASE_SERIAL,
        isPublicKey(wanted) || wanted.stream().allMatch(GatewayKeys::isInFullForm),
        StrictRules.refusal(400, "PARAM_ERROR", WRONG_SERIAL));
  }

  /** An empty header names no key: wechatpay-java sends one when it downloads certificates. */
  private static List<String> wanted(ReceivedRequest request) {
    List<String> wanted = request.header(WANTED);
    return wanted.equals(List.of("")) ? List.of() : wanted;
  }

  private static boolean isInFullForm(String serial) {
    return serial.equals(IssuedCertificate.inFullForm(serial));
  }

  private boolean isPublicKey(List<String> wanted) {
    return publicKey != null && wanted.equals(List.of(publicKey.id()));
  }

  private boolean isListed(List<String> wanted) {
    return certificates != null && certificates.listed(wanted).isPresent();
  }
}
