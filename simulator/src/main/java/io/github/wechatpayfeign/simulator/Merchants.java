package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.internal.crypto.AlgorithmSuite;
import io.github.wechatpayfeign.simulator.internal.crypto.CertificateAuthority;
import java.security.KeyPair;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The merchants of the gateway; more can be added while it runs. */
final class Merchants {
  private final ConcurrentHashMap<String, MerchantAccount> byMchid = new ConcurrentHashMap<>();
  private final CertificateAuthority authority;
  private final Ledger ledger;

  Merchants(CertificateAuthority authority, Ledger ledger) {
    this.authority = authority;
    this.ledger = ledger;
  }

  SimulatedMerchant add(String mchid) {
    return add(mchid, authority.suite().newKeyPair());
  }

  SimulatedMerchant add(String mchid, KeyPair keys) {
    MerchantAccount.requireLegalMchid(mchid);
    requireFitting(keys);
    MerchantAccount merchant =
        new MerchantAccount(
            mchid,
            authority.random().alphanumeric(32),
            new MerchantCertificates(authority.issue(mchid, keys)));
    if (byMchid.putIfAbsent(mchid, merchant) != null) {
      throw new IllegalStateException(
          "The merchant %s already exists: use another number".formatted(mchid));
    }
    return simulated(merchant);
  }

  private void requireFitting(KeyPair keys) {
    AlgorithmSuite suite = authority.suite();
    if (!suite.fits(keys)) {
      throw new IllegalArgumentException(
          "The keys must be %s keys to sign with %s, but are %s keys"
              .formatted(suite.algorithm(), suite.scheme(), keys.getPublic().getAlgorithm()));
    }
  }

  Optional<SimulatedMerchant> find(String mchid) {
    return Optional.ofNullable(byMchid.get(mchid)).map(this::simulated);
  }

  /** Returns the key that encrypts notices for a merchant. */
  String apiV3Key(String mchid) {
    MerchantAccount merchant = byMchid.get(mchid);
    if (merchant == null) {
      throw new IllegalStateException(
          "The merchant %s has no APIv3 key for its notices: add it with addMerchant"
              .formatted(mchid));
    }
    return merchant.apiV3Key();
  }

  private SimulatedMerchant simulated(MerchantAccount merchant) {
    return new SimulatedMerchant(
        merchant, authority, new OrderBook(ledger, Owner.merchant(merchant.mchid())));
  }

  MerchantAccount named(String mchid) throws Refusal {
    MerchantAccount merchant = byMchid.get(mchid);
    if (merchant == null) {
      throw Refusal.signError("商户未申请过证书");
    }
    return merchant;
  }
}
