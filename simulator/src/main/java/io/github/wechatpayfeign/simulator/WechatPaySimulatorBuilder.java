package io.github.wechatpayfeign.simulator;

import java.time.Clock;
import java.util.Objects;

/** Prepares a {@link WechatPaySimulator}; every setting has a default. */
public final class WechatPaySimulatorBuilder {
  private Clock clock = Clock.systemUTC();
  private int port;
  private String mchid = "1900000001";
  private boolean signErrors;
  private GatewayMode mode = GatewayMode.PUBLIC_KEY;

  WechatPaySimulatorBuilder() {}

  /**
   * Sets the clock that judges the timestamps of requests and makes those of answers. Delays are
   * unaffected: they pass in real time.
   *
   * @param value the clock; the system's by default
   * @return this builder
   */
  public WechatPaySimulatorBuilder clock(Clock value) {
    clock = Objects.requireNonNull(value, "clock");
    return this;
  }

  /**
   * Sets the port on 127.0.0.1.
   *
   * @param value 1 to 65535, or 0, the default, for any free port
   * @return this builder
   * @throws IllegalArgumentException if there is no such port
   */
  public WechatPaySimulatorBuilder port(int value) {
    if (value < 0 || value > 65_535) {
      throw new IllegalArgumentException("port " + value + " is out of range; give 0 to 65535");
    }
    port = value;
    return this;
  }

  /**
   * Sets the first merchant, which is the only one until others are added.
   *
   * @param value 1 to 32 digits; 1900000001 by default
   * @return this builder
   * @throws IllegalArgumentException if it is anything else
   */
  public WechatPaySimulatorBuilder mchid(String value) {
    mchid = MerchantAccount.requireLegalMchid(value);
    return this;
  }

  /**
   * Sets with what the gateway signs its answers, and with what its merchants sign.
   *
   * @param value the mode; {@link GatewayMode#PUBLIC_KEY} by default
   * @return this builder
   */
  public WechatPaySimulatorBuilder mode(GatewayMode value) {
    mode = Objects.requireNonNull(value, "mode");
    return this;
  }

  /**
   * Sets whether refusals are signed. The real gateway has only been seen to send them unsigned.
   * Faults do not follow this setting: they say themselves whether they are signed.
   *
   * @param value whether to sign refusals; false by default
   * @return this builder
   */
  public WechatPaySimulatorBuilder signErrors(boolean value) {
    signErrors = value;
    return this;
  }

  /**
   * Makes the keys and starts to listen.
   *
   * @return the running simulator; to be closed
   * @throws java.io.UncheckedIOException if the port is taken
   * @throws IllegalStateException if the libraries on the class path are missing, too old, or there
   *     twice
   */
  public WechatPaySimulator start() {
    try {
      return new WechatPaySimulator(mchid, port, clock, signErrors, mode);
    } catch (LinkageError | SecurityException e) {
      throw new IllegalStateException(
          "the simulator cannot start with the libraries on the class path (%s): have one"
                  .formatted(e)
              + " BouncyCastle, org.bouncycastle:bcprov-jdk18on, version 1.78 or newer",
          e);
    }
  }
}
