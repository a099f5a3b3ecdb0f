package io.github.wechatpayfeign.integrationtests.promises;

import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import java.io.Serial;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The provider of a hardware module: it signs with a key that it hides, or misbehaves. */
final class SigningProvider extends Provider {

  @Serial private static final long serialVersionUID = 1L;

  /** The work that a provider is asked to do. */
  enum Moment {
    INIT,
    UPDATE,
    SIGN
  }

  /** The action of a provider at a moment. */
  interface Hook {
    void at(Moment moment) throws GeneralSecurityException;
  }

  /** Replaces a signature, or returns it. */
  interface Output {
    byte @Nullable [] of(Signature signature) throws SignatureException;
  }

  private final transient Hook hook;
  private final transient Output output;

  SigningProvider(Hook hook, Output output) {
    super("MisbehavingModule", "1", "signs with a key that it hides");
    this.hook = hook;
    this.output = output;
    putService(new SignatureService(this));
  }

  /** A key that shows neither its numbers nor an encoding. */
  static final class HiddenKey implements PrivateKey {

    @Serial private static final long serialVersionUID = 1L;

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

  private static final class SignatureService extends Service {

    private final SigningProvider provider;

    SignatureService(SigningProvider provider) {
      super(
          provider,
          "Signature",
          "SHA256withRSA",
          ModuleSignature.class.getName(),
          List.of(),
          Map.of());
      this.provider = provider;
    }

    @Override
    public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
      return new ModuleSignature(provider.hook, provider.output);
    }

    @Override
    public boolean supportsParameter(Object key) {
      return key instanceof HiddenKey;
    }
  }

  private static final class ModuleSignature extends SignatureSpi {

    private final Hook hook;
    private final Output output;
    private final Signature signature;

    ModuleSignature(Hook hook, Output output) throws NoSuchAlgorithmException {
      this.hook = hook;
      this.output = output;
      this.signature = Signature.getInstance("SHA256withRSA");
    }

    private void at(Moment moment) {
      try {
        hook.at(moment);
      } catch (GeneralSecurityException e) {
        throw Misbehaviour.sneaky(e);
      }
    }

    @Override
    protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
      at(Moment.INIT);
      signature.initSign(TestGateway.MERCHANT_KEYS.getPrivate());
    }

    @Override
    protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
      throw new InvalidKeyException("this module only signs");
    }

    @Override
    protected void engineUpdate(byte one) throws SignatureException {
      at(Moment.UPDATE);
      signature.update(one);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
      at(Moment.UPDATE);
      signature.update(bytes, offset, length);
    }

    @SuppressWarnings("NullAway") // On purpose.
    @Override
    protected byte[] engineSign() throws SignatureException {
      at(Moment.SIGN);
      return output.of(signature);
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
}
