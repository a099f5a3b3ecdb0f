package io.github.wechatpayfeign.integrationtests.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Keys in a hardware module sign: they are never shown, and only their provider can use them. */
class SignatureProviderTest {

  private static final AtomicInteger SIGNATURES = new AtomicInteger();

  /** A key that shows neither its numbers nor an encoding. */
  record ModuleKey(PrivateKey hidden) implements PrivateKey {
    private static final long serialVersionUID = 1L;

    @Override
    public String getAlgorithm() {
      return "RSA";
    }

    @SuppressWarnings("NullAway") // The contract of Key.
    @Override
    public String getFormat() {
      return null;
    }

    @SuppressWarnings("NullAway") // The contract of Key.
    @Override
    public byte[] getEncoded() {
      return null;
    }
  }

  /** The provider of the module. */
  static final class Module extends Provider {
    private static final long serialVersionUID = 1L;

    Module() {
      super("TestModule", "1", "signs with keys that it hides");
      put("Signature.SHA256withRSA", ModuleSignature.class.getName());
    }
  }

  /** Signs with hidden keys, and counts. */
  public static final class ModuleSignature extends SignatureSpi {

    private final Signature signature;

    /** Called by the JDK. */
    public ModuleSignature() throws NoSuchAlgorithmException {
      signature = Signature.getInstance("SHA256withRSA");
    }

    @Override
    protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
      if (!(key instanceof ModuleKey own)) {
        throw new InvalidKeyException("not a key of this module");
      }
      SIGNATURES.incrementAndGet();
      signature.initSign(own.hidden());
    }

    @Override
    protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
      throw new InvalidKeyException("this module only signs");
    }

    @Override
    protected void engineUpdate(byte one) throws SignatureException {
      signature.update(one);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
      signature.update(bytes, offset, length);
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
      return signature.sign();
    }

    @Override
    protected boolean engineVerify(byte[] bytes) {
      return false;
    }

    @Deprecated
    @Override
    protected void engineSetParameter(String name, Object value) {
      throw new UnsupportedOperationException(name);
    }

    @Deprecated
    @Override
    protected Object engineGetParameter(String name) {
      throw new UnsupportedOperationException(name);
    }
  }

  @Test
  void signsWithTheChosenProviderAndInstallsNone() throws Exception {
    int installed = Security.getProviders().length;
    try (WechatPaySimulator simulator = WechatPaySimulator.builder().strictAll().start()) {
      simulator.createOrder("ORDER-0001");
      Merchant merchant =
          Merchant.builder()
              .mchid(simulator.mchid())
              .privateKey(new ModuleKey(privateKey(simulator.merchantPrivateKeyPem())))
              .signatureProvider(new Module())
              .certificate(
                  io.github.wechatpayfeign.merchant.KeyMaterial.of(
                      simulator.merchantCertificatePem()))
              .wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem())
              .build();
      int whenBuilt = SIGNATURES.get();
      try (WechatPay wechatPay = WechatPay.builder(merchant).baseUrl(simulator.baseUrl()).build()) {
        wechatPay.closeOrder("ORDER-0001");
      }

      assertThat(simulator.state("ORDER-0001")).contains(OrderState.CLOSED);
      assertThat(SIGNATURES).hasValue(whenBuilt + 1);
      assertThat(Security.getProviders()).hasSize(installed);
    }
  }

  private static PrivateKey privateKey(String pem) throws Exception {
    String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }
}
