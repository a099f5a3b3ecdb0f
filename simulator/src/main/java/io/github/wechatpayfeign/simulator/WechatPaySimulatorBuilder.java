package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import io.github.wechatpayfeign.simulator.gateway.Strictness;
import io.github.wechatpayfeign.simulator.internal.accounts.MerchantAccount;
import io.github.wechatpayfeign.simulator.internal.notices.NoticeTargets;
import io.github.wechatpayfeign.simulator.internal.rules.StrictRules;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds a {@link WechatPaySimulator}; every setting has a default. */
public final class WechatPaySimulatorBuilder {
  private Clock clock = Clock.systemUTC();
  private String host = Listening.LOOPBACK;
  private int port;
  private @Nullable String baseUrl;
  private NoticeTargets notifyTargets = new NoticeTargets(List.of());
  private @Nullable List<String> tlsNames;
  private String mchid = "1900000001";
  private boolean signErrors;
  private GatewayMode mode = GatewayMode.PUBLIC_KEY;
  private @Nullable Path keyFile;
  private @Nullable Path stateFile;
  private final Set<Strictness> strict = EnumSet.noneOf(Strictness.class);

  WechatPaySimulatorBuilder() {}

  /**
   * Sets the clock that checks the timestamps of requests and sets those of answers. It does not
   * affect delays, which pass in real time.
   *
   * @param value the clock; the system's by default
   * @return this builder
   */
  public WechatPaySimulatorBuilder clock(Clock value) {
    clock = Objects.requireNonNull(value, "clock");
    return this;
  }

  /**
   * Sets the host on which the simulator listens. With any other than the default, other machines
   * may reach it, for example from containers; it has no secrets, but answers anybody.
   *
   * @param value a name or an address of this machine, or {@code 0.0.0.0} for all its addresses;
   *     {@code 127.0.0.1} by default
   * @return this builder
   * @throws IllegalArgumentException if it is blank
   */
  public WechatPaySimulatorBuilder host(String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          "The host must be a name or an address of this machine, but is blank");
    }
    host = value;
    return this;
  }

  /**
   * Sets the URL by which clients reach the simulator, if that is not the host and the port on
   * which it listens: in a container, or behind a proxy.
   *
   * @param value an {@code http} or {@code https} URL without a path, such as {@code
   *     http://sandbox:8080}
   * @return this builder
   * @throws IllegalArgumentException if it is anything else
   */
  public WechatPaySimulatorBuilder baseUrl(String value) {
    baseUrl = Listening.requireBaseUrl(value);
    return this;
  }

  /**
   * Allows notices to other machines. Without this they go to this machine only, so that orders
   * with a {@code notify_url} of production never tell a real shop about simulated money.
   *
   * @param hosts the names or addresses as they stand in the {@code notify_url}, such as that of a
   *     container; each call replaces those before
   * @return this builder
   * @throws IllegalArgumentException if one has a scheme, a port or a path
   */
  public WechatPaySimulatorBuilder notifyHosts(String... hosts) {
    notifyTargets = new NoticeTargets(List.of(hosts));
    return this;
  }

  /**
   * Serves HTTPS instead of HTTP, with a certificate that is made at the start, for {@code
   * localhost}, {@code 127.0.0.1}, {@code ::1}, the host, and further names. A client has to trust
   * {@link WechatPaySimulator#tlsCertificatePem()}.
   *
   * @param names further names or addresses by which clients call this machine, such as that of a
   *     container
   * @return this builder
   */
  public WechatPaySimulatorBuilder tls(String... names) {
    tlsNames = List.of(names);
    return this;
  }

  /**
   * Sets the port.
   *
   * @param value 1 to 65535, or 0 for any free port; 0 by default
   * @return this builder
   * @throws IllegalArgumentException if there is no such port
   */
  public WechatPaySimulatorBuilder port(int value) {
    if (value < 0 || value > 65_535) {
      throw new IllegalArgumentException("The port must be 0 to 65535, but is " + value);
    }
    port = value;
    return this;
  }

  /**
   * Sets the number of the first merchant, which is the only one until others are added.
   *
   * @param value 1 to 32 digits; 1900000001 by default
   * @return this builder
   * @throws IllegalArgumentException if it has any other form
   */
  public WechatPaySimulatorBuilder mchid(String value) {
    mchid = MerchantAccount.requireLegalMchid(value);
    return this;
  }

  /**
   * Sets the keys with which the gateway signs its answers and merchants sign their requests.
   *
   * @param value the mode; {@link GatewayMode#PUBLIC_KEY} by default
   * @return this builder
   */
  public WechatPaySimulatorBuilder mode(GatewayMode value) {
    mode = Objects.requireNonNull(value, "mode");
    return this;
  }

  /**
   * Keeps the keys of the first merchant and of the gateway in a file, so that a client needs no
   * new settings after a restart. The first start creates the file, and folders that are missing.
   * The file is for this program alone; do not put keys of a real merchant there.
   *
   * @param file the file, such as {@code simulated-keys.properties}; by default every start has new
   *     keys
   * @return this builder
   */
  public WechatPaySimulatorBuilder keysIn(Path file) {
    keyFile = Objects.requireNonNull(file, "file");
    return this;
  }

  /**
   * Keeps orders, refunds, pending notices and the offset of the clock in a file, so that they are
   * there again after a restart. The first start creates the file, and folders that are missing. It
   * is written about a second after a change, and by {@link WechatPaySimulator#close()}; with very
   * many orders writing takes longer, and comes less often. A file {@code FILE.lock} beside it
   * keeps other simulators away. Merchants that were added, faults, requests and all settings are
   * not kept.
   *
   * @param file the file, which only its owner can read, because it holds the {@code openid} of
   *     users; by default every start begins without orders
   * @return this builder
   */
  public WechatPaySimulatorBuilder stateIn(Path file) {
    stateFile = Objects.requireNonNull(file, "file");
    return this;
  }

  /**
   * Sets whether refusals are signed. So far the real gateway has only been seen to send them
   * unsigned. Faults do not follow this setting; each fault has its own.
   *
   * @param value whether to sign refusals; false by default
   * @return this builder
   */
  public WechatPaySimulatorBuilder signErrors(boolean value) {
    signErrors = value;
    return this;
  }

  /**
   * Switches rules on that nothing shows the real gateway to have. Calls add up.
   *
   * @param rules the rules; none by default
   * @return this builder
   */
  public WechatPaySimulatorBuilder strict(Strictness... rules) {
    strict.addAll(List.of(rules));
    return this;
  }

  /**
   * Switches all rules of {@link Strictness} on, for the tests of a client of your own, which can
   * send exactly what the pages show. Rules of later versions are included.
   *
   * @return this builder
   */
  public WechatPaySimulatorBuilder strictAll() {
    return strict(Strictness.values());
  }

  /**
   * Creates the keys and starts to listen.
   *
   * @return the running simulator, which must be closed
   * @throws java.io.UncheckedIOException if the port is taken, the host is not of this machine, or
   *     the file of {@link #keysIn} or {@link #stateIn} can be neither read nor written, or another
   *     simulator uses that of {@link #stateIn}
   * @throws IllegalArgumentException if the file of {@link #keysIn} is not whole, or holds keys of
   *     another merchant or mode, or an expired certificate, or the file of {@link #stateIn} is not
   *     whole, or of another version
   * @throws IllegalStateException if a library is missing from the class path, too old, or there
   *     twice
   */
  public WechatPaySimulator start() {
    try {
      Listening listening = new Listening(host, port, tlsNames, baseUrl);
      return new WechatPaySimulator(
          mchid,
          listening,
          clock,
          signErrors,
          mode,
          new StrictRules(strict),
          new KeptFiles(keyFile, stateFile),
          notifyTargets);
    } catch (LinkageError | SecurityException e) {
      throw new IllegalStateException(
          "The simulator cannot start with the libraries on the class path (%s): keep exactly one %s"
              .formatted(e, remedy(e)),
          e);
    }
  }

  private static String remedy(Throwable failure) {
    return failure.toString().contains("netty")
        ? "Netty, io.netty:netty-codec-http with all that it brings, version 4.1 or 4.2"
        : "BouncyCastle, org.bouncycastle:bcprov-jdk18on, version 1.78 or newer";
  }
}
