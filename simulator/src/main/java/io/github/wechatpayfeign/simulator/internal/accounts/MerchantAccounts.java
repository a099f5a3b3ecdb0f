package io.github.wechatpayfeign.simulator.internal.accounts;

import io.github.wechatpayfeign.simulator.internal.crypto.AlgorithmSuite;
import io.github.wechatpayfeign.simulator.internal.crypto.CertificateAuthority;
import io.github.wechatpayfeign.simulator.internal.crypto.IssuedCertificate;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import java.security.KeyPair;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The accounts of the merchants by their numbers; more can be added while the gateway runs. */
public final class MerchantAccounts {
  private final ConcurrentHashMap<String, MerchantAccount> byMchid = new ConcurrentHashMap<>();
  private final CertificateAuthority authority;

  public MerchantAccounts(CertificateAuthority authority) {
    this.authority = authority;
  }

  /**
   * Adds an account with a certificate for the given keys.
   *
   * @throws IllegalArgumentException if the number is not legal, or the kind of the keys is wrong
   * @throws IllegalStateException if the merchant already exists
   */
  public MerchantAccount add(String mchid, KeyPair keys) {
    MerchantAccount.requireLegalMchid(mchid);
    requireFitting(keys);
    return add(mchid, authority.issue(mchid, keys), authority.random().alphanumeric(32));
  }

  /** Adds the account with which the simulator starts. */
  public MerchantAccount add(String mchid, StartKeys keys) {
    return add(mchid, keys.merchant(), keys.apiV3Key());
  }

  private MerchantAccount add(String mchid, IssuedCertificate certificate, String apiV3Key) {
    MerchantAccount merchant =
        new MerchantAccount(mchid, apiV3Key, new MerchantCertificates(certificate));
    if (byMchid.putIfAbsent(mchid, merchant) != null) {
      throw new IllegalStateException(
          "The merchant %s already exists: use another number".formatted(mchid));
    }
    return merchant;
  }

  private void requireFitting(KeyPair keys) {
    AlgorithmSuite suite = authority.suite();
    if (!suite.fits(keys)) {
      throw new IllegalArgumentException(
          "The keys must be %s keys to sign with %s, but are %s keys"
              .formatted(suite.algorithm(), suite.scheme(), keys.getPublic().getAlgorithm()));
    }
  }

  /** Returns all accounts in the order of their numbers. */
  public List<MerchantAccount> all() {
    return byMchid.values().stream().sorted(Comparator.comparing(MerchantAccount::mchid)).toList();
  }

  public Optional<MerchantAccount> find(String mchid) {
    return Optional.ofNullable(byMchid.get(mchid));
  }

  /** Returns the account that a request names. */
  public MerchantAccount named(String mchid) throws Refusal {
    MerchantAccount merchant = byMchid.get(mchid);
    if (merchant == null) {
      throw Refusal.signError("商户未申请过证书");
    }
    return merchant;
  }

  /** Returns the key that encrypts notices for a merchant. */
  public String apiV3Key(String mchid) {
    MerchantAccount merchant = byMchid.get(mchid);
    if (merchant == null) {
      throw new IllegalStateException(
          "The merchant %s has no APIv3 key for its notices: add it with addMerchant"
              .formatted(mchid));
    }
    return merchant.apiV3Key();
  }
}
