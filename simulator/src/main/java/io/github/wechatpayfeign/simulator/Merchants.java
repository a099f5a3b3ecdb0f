package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.internal.accounts.MerchantAccount;
import io.github.wechatpayfeign.simulator.internal.accounts.MerchantAccounts;
import io.github.wechatpayfeign.simulator.internal.accounts.StartKeys;
import io.github.wechatpayfeign.simulator.internal.crypto.CertificateAuthority;
import io.github.wechatpayfeign.simulator.internal.ledger.Ledger;
import io.github.wechatpayfeign.simulator.internal.ledger.Owner;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;

/** Adds merchants, and shows each with its keys and its orders. */
final class Merchants {
  private final MerchantAccounts accounts;
  private final CertificateAuthority authority;
  private final Ledger ledger;

  Merchants(MerchantAccounts accounts, CertificateAuthority authority, Ledger ledger) {
    this.accounts = accounts;
    this.authority = authority;
    this.ledger = ledger;
  }

  SimulatedMerchant add(String mchid) {
    return add(mchid, authority.suite().newKeyPair());
  }

  SimulatedMerchant add(String mchid, StartKeys keys) {
    return simulated(accounts.add(mchid, keys));
  }

  SimulatedMerchant add(String mchid, KeyPair keys) {
    return simulated(accounts.add(mchid, keys));
  }

  Optional<SimulatedMerchant> find(String mchid) {
    return accounts.find(mchid).map(this::simulated);
  }

  List<SimulatedMerchant> all() {
    return accounts.all().stream().map(this::simulated).toList();
  }

  private SimulatedMerchant simulated(MerchantAccount merchant) {
    return new SimulatedMerchant(
        merchant, authority, new OrderBook(ledger, Owner.merchant(merchant.mchid())));
  }
}
