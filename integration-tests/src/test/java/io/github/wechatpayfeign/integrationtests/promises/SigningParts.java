package io.github.wechatpayfeign.integrationtests.promises;

import static io.github.wechatpayfeign.integrationtests.promises.How.ANY;
import static io.github.wechatpayfeign.integrationtests.promises.How.ANY_BUT_NULL;
import static io.github.wechatpayfeign.integrationtests.promises.How.RETURNS_NULL;
import static io.github.wechatpayfeign.integrationtests.promises.Part.Trait.IS_WIRED_WRONG;
import static io.github.wechatpayfeign.integrationtests.promises.Part.Trait.SAYS_WHAT_TO_FIX;
import static io.github.wechatpayfeign.integrationtests.promises.Part.Trait.THROWS_BEFORE_SENDING;
import static io.github.wechatpayfeign.integrationtests.promises.Part.change;
import static io.github.wechatpayfeign.integrationtests.promises.Part.part;

import io.github.wechatpayfeign.integrationtests.promises.SigningProvider.Moment;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantSource;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The parts that say who signs, with which key, and when. */
final class SigningParts {

  static final List<Part> ALL =
      List.of(
          part("signature provider, when a signature begins", ANY_BUT_NULL, provider(Moment.INIT)),
          part("signature provider, when bytes come", ANY_BUT_NULL, provider(Moment.UPDATE)),
          part("signature provider, when it signs", ANY_BUT_NULL, provider(Moment.SIGN)),
          change("provider says that the key is of no use", throwing(new InvalidKeyException("x")))
              .with(SAYS_WHAT_TO_FIX),
          change("provider lost its module", throwing(new ProviderException("on purpose"))),
          change("provider cannot sign now", throwing(new SignatureException("on purpose"))),
          part("signature of a provider", Set.of(RETURNS_NULL), SigningParts::noSignature),
          change("key that hides its numbers, without a provider", SigningParts::hiddenKey)
              .with(SAYS_WHAT_TO_FIX),
          part("clock", ANY, rig -> rig.clock = clock(rig, Duration.ZERO)),
          change("clock that goes an hour ahead", rig -> rig.clock = clock(rig, hours(1)))
              .with(SAYS_WHAT_TO_FIX),
          change("clock that goes back an hour", rig -> rig.clock = clock(rig, hours(-1)))
              .with(SAYS_WHAT_TO_FIX),
          part("source of a merchant", ANY_BUT_NULL, rig -> rig.source = source(rig))
              .with(THROWS_BEFORE_SENDING),
          part("source of no merchant", Set.of(RETURNS_NULL), rig -> rig.source = source(rig))
              .with(IS_WIRED_WRONG),
          change("source that returns another merchant", rig -> rig.source = changing(rig))
              .with(IS_WIRED_WRONG),
          part(
                  "directory of merchants",
                  ANY_BUT_NULL,
                  rig -> directory(rig, TestGateway.merchant()))
              .with(THROWS_BEFORE_SENDING),
          part("directory without the merchant", Set.of(RETURNS_NULL), rig -> directory(rig, null))
              .with(IS_WIRED_WRONG),
          change("directory that returns another merchant", rig -> directory(rig, other()))
              .with(IS_WIRED_WRONG));

  private SigningParts() {}

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }

  private static Consumer<Rig> provider(Moment misbehaving) {
    return rig ->
        rig.source =
            merchant(
                new SigningProvider(
                    moment -> {
                      if (moment == misbehaving) {
                        rig.part.before();
                      }
                    },
                    Signature::sign));
  }

  private static Consumer<Rig> throwing(Exception thrown) {
    return rig ->
        rig.source =
            merchant(
                new SigningProvider(
                    moment -> {
                      if (moment == Moment.INIT && rig.part.changes()) {
                        throw Misbehaviour.sneaky(thrown);
                      }
                    },
                    Signature::sign));
  }

  private static void noSignature(Rig rig) {
    rig.source =
        merchant(
            new SigningProvider(
                moment -> {}, signature -> rig.part.insteadOf((Callable<byte[]>) signature::sign)));
  }

  /** No provider knows such a key, so the merchant can be built but cannot sign. */
  private static void hiddenKey(Rig rig) {
    Merchant hidden = merchant(new SigningProvider.HiddenKey(), null);
    rig.source = () -> rig.part.changes() ? hidden : TestGateway.merchant();
  }

  private static Merchant merchant(Provider provider) {
    return merchant(new SigningProvider.HiddenKey(), provider);
  }

  private static Merchant merchant(PrivateKey key, @Nullable Provider provider) {
    var builder =
        Merchant.builder()
            .mchid(TestGateway.MCHID)
            .merchantSerial(TestGateway.SERIAL)
            .privateKey(key)
            .wechatPayPublicKey(TestGateway.PUBLIC_KEY_ID, TestGateway.WECHAT_PAY_KEYS.getPublic());
    if (provider != null) {
      builder.signatureProvider(provider);
    }
    return builder.build();
  }

  private static Merchant other() {
    return Merchant.builder()
        .mchid("1900000999")
        .merchantSerial(TestGateway.SERIAL)
        .privateKey(TestGateway.MERCHANT_KEYS.getPrivate())
        .wechatPayPublicKey(TestGateway.PUBLIC_KEY_ID, TestGateway.WECHAT_PAY_KEYS.getPublic())
        .build();
  }

  private static MerchantSource source(Rig rig) {
    Merchant merchant = TestGateway.merchant();
    return () -> rig.part.insteadOf(() -> merchant);
  }

  private static MerchantSource changing(Rig rig) {
    Merchant merchant = TestGateway.merchant();
    Merchant other = other();
    return () -> rig.part.changes() ? other : merchant;
  }

  private static void directory(Rig rig, @Nullable Merchant found) {
    Merchant merchant = TestGateway.merchant();
    rig.directory =
        mchid ->
            rig.part.how() == How.CHANGES_SOMETHING
                ? rig.part.changes() ? found : merchant
                : rig.part.insteadOf(() -> merchant);
  }

  private static Clock clock(Rig rig, Duration jump) {
    return new Clock() {
      @Override
      public Instant instant() {
        return rig.part.how() == How.CHANGES_SOMETHING
            ? Instant.now().plus(rig.part.changes() ? jump : Duration.ZERO)
            : rig.part.insteadOf(Instant::now);
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }
}
