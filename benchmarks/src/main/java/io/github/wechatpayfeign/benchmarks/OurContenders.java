package io.github.wechatpayfeign.benchmarks;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.signing.Merchant;
import io.github.wechatpayfeign.signing.MerchantBuilder;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** This client in its variants, and the cryptography of a close with nothing around it. */
final class OurContenders {

  private static final byte[] REQUEST =
      ("POST\n/v3/pay/transactions/out-trade-no/ORDER-20261123-0001/close\n1700000000\n"
              + "593BEC0C930BF1AFEB40B4A08C8FB242\n{\"mchid\":\"1900000109\"}\n")
          .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private static final byte[] ANSWER =
      "1700000000\n593BEC0C930BF1AFEB40B4A08C8FB242\n\n"
          .getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private OurContenders() {}

  /** Runs the contender that the arguments name. */
  public static void main(String[] arguments) throws Exception {
    Map<String, Contender.Factory> all = new LinkedHashMap<>();
    all.put("ours", setup -> ours(setup, builder(setup).build()));
    all.put("ours-jvm", setup -> ours(setup, builder(setup).withoutNativeSignatures().build()));
    all.put("ours-10000-merchants", setup -> registry(setup, 10_000));
    all.put("bare-jvm", setup -> bare(setup, null, false));
    all.put("bare-amazon", setup -> bare(setup, amazon(), true));
    all.put("bare-amazon-unconverted", setup -> bare(setup, amazon(), false));
    all.put("bare-conscrypt", setup -> bare(setup, conscrypt(), true));
    Driver.run(all, arguments);
  }

  private static MerchantBuilder builder(Setup setup) {
    return Merchant.builder()
        .mchid(Setup.MCHID)
        .merchantSerial(Setup.SERIAL)
        .privateKey(setup.privateKeyFile())
        .wechatPayPublicKey(Setup.PUBLIC_KEY_ID, setup.publicKeyFile());
  }

  private static Contender ours(Setup setup, Merchant merchant) {
    WechatPay wechatPay = WechatPay.builder(merchant).baseUrl(setup.baseUrl()).build();
    return () -> wechatPay.closeOrder(Setup.ORDER);
  }

  private static Contender registry(Setup setup, int merchants) {
    WechatPayRegistry registry = WechatPayRegistry.builder().baseUrl(setup.baseUrl()).build();
    WechatPay[] all = new WechatPay[merchants];
    for (int i = 0; i < merchants; i++) {
      all[i] = registry.put(builder(setup).mchid(Integer.toString(1_900_000_000 + i)).build());
    }
    AtomicInteger next = new AtomicInteger();
    return () -> all[next.getAndIncrement() % merchants].closeOrder(Setup.ORDER);
  }

  /** A signature and a verification, by a provider's own keys or by those of the JVM. */
  private static Contender bare(Setup setup, @Nullable Provider provider, boolean ownKeys)
      throws Exception {
    PrivateKey merchant = setup.privateKey("apiclient");
    PublicKey wechatPay = setup.publicKey("wechatpay");
    byte[] answer = sign(setup.privateKey("wechatpay"), null, ANSWER);
    PrivateKey signing = ownKeys ? (PrivateKey) own(merchant, provider) : merchant;
    PublicKey verifying = ownKeys ? (PublicKey) own(wechatPay, provider) : wechatPay;
    return () -> {
      sign(signing, provider, REQUEST);
      Signature verifier = signature(provider);
      verifier.initVerify(verifying);
      verifier.update(ANSWER);
      if (!verifier.verify(answer)) {
        throw new IllegalStateException("not verified");
      }
    };
  }

  private static byte[] sign(PrivateKey key, @Nullable Provider provider, byte[] message)
      throws GeneralSecurityException {
    Signature signer = signature(provider);
    signer.initSign(key);
    signer.update(message);
    return signer.sign();
  }

  private static Signature signature(@Nullable Provider provider) throws GeneralSecurityException {
    return provider == null
        ? Signature.getInstance("SHA256withRSA")
        : Signature.getInstance("SHA256withRSA", provider);
  }

  private static java.security.Key own(java.security.Key key, @Nullable Provider provider)
      throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA", provider).translateKey(key);
  }

  private static Provider amazon() {
    return com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider.INSTANCE;
  }

  private static Provider conscrypt() {
    return org.conscrypt.Conscrypt.newProvider();
  }
}
