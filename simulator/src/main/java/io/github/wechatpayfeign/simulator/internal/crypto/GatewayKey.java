package io.github.wechatpayfeign.simulator.internal.crypto;

import java.security.KeyPair;

/**
 * A key that signs answers.
 *
 * @param id its name in {@code Wechatpay-Serial}
 */
public record GatewayKey(String id, KeyPair keys) {
  private static final String PUBLIC_KEY_PREFIX = "PUB_KEY_ID_";

  public static GatewayKey newPublicKey(AlgorithmSuite suite, RandomText random) {
    return new GatewayKey(PUBLIC_KEY_PREFIX + random.digits(28), suite.newKeyPair());
  }

  /** Returns an id of the same kind that no key has. */
  public String unknownId() {
    return id.startsWith(PUBLIC_KEY_PREFIX) ? PUBLIC_KEY_PREFIX + "0" : "0".repeat(40);
  }

  @Override
  public String toString() {
    return "SigningKey[" + id + "]";
  }
}
