package io.github.wechatpayfeign.cli.settings;

import io.github.wechatpayfeign.merchant.Scheme;
import java.util.Locale;

/** The signature schemes in the spelling of {@code --scheme}; messages show these names. */
enum SchemeName {
  RSA(Scheme.RSA),
  SM2(Scheme.SM2);

  private final Scheme scheme;

  SchemeName(Scheme scheme) {
    this.scheme = scheme;
  }

  boolean is(Scheme other) {
    return scheme == other;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
