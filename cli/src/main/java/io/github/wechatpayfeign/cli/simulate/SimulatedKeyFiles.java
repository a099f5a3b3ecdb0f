package io.github.wechatpayfeign.cli.simulate;

import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The keys of a simulator as files. Their names say that they are simulated, so that writing them
 * can never replace the keys of a real merchant.
 */
public final class SimulatedKeyFiles {
  /** The file that keeps the keys for the next start. */
  static final String KEPT = "simulated-keys.properties";

  private final WechatPaySimulator simulator;
  private final GatewayMode mode;
  private final Path privateKey;
  private final Path publicKey;

  private SimulatedKeyFiles(Path folder, WechatPaySimulator simulator, GatewayMode mode) {
    this.simulator = simulator;
    this.mode = mode;
    privateKey = folder.resolve("simulated_apiclient_key.pem");
    publicKey = folder.resolve("simulated_pub_key.pem");
  }

  /**
   * Writes the keys that a client needs, and creates the folder if it does not exist.
   *
   * @throws IllegalArgumentException if they cannot be written
   */
  public static SimulatedKeyFiles write(
      Path folder, WechatPaySimulator simulator, GatewayMode mode) {
    Path place = folder.toAbsolutePath().normalize();
    SimulatedKeyFiles files = new SimulatedKeyFiles(place, simulator, mode);
    try {
      Files.createDirectories(place);
      Files.writeString(
          place.resolve("simulated_apiclient_cert.pem"), simulator.merchantCertificatePem());
      Files.writeString(files.privateKey, simulator.merchantPrivateKeyPem());
      if (mode.hasPublicKey()) {
        Files.writeString(files.publicKey, simulator.publicKeyPem());
      }
      return files;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          Words.of("The keys cannot be written to {0} ({1})", place, e), e);
    }
  }

  /** Returns the variables that make a client use the simulator. */
  Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("WECHATPAY_BASE_URL", simulator.baseUrl());
    variables.put("WECHATPAY_APPID", simulator.appid());
    variables.put("WECHATPAY_MCHID", simulator.mchid());
    variables.put("WECHATPAY_MERCHANT_SERIAL", simulator.merchantSerial());
    variables.put("WECHATPAY_PRIVATE_KEY", privateKey.toString());
    if (mode.hasPublicKey()) {
      variables.put("WECHATPAY_PUBLIC_KEY_ID", simulator.publicKeyId());
      variables.put("WECHATPAY_PUBLIC_KEY", publicKey.toString());
    }
    if (mode == GatewayMode.SHANGMI) {
      variables.put("WECHATPAY_SCHEME", "sm2");
    }
    variables.put("WECHATPAY_API_V3_KEY", simulator.apiV3Key());
    return variables;
  }

  /** Returns the variables as lines {@code NAME=value}, as Docker and Compose read them. */
  public String environmentLines() {
    StringBuilder lines = new StringBuilder();
    environment().forEach((name, value) -> lines.append(name + "=" + value + "\n"));
    return lines.toString();
  }

  /**
   * Writes the lines of the variables to a file.
   *
   * @throws IllegalArgumentException if the file cannot be written
   */
  public void writeEnvironment(Path file) {
    try {
      Files.writeString(file, environmentLines());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          Words.of("The variables cannot be written to {0} ({1})", file, e), e);
    }
  }

  /**
   * Writes the certificate that clients have to trust for HTTPS.
   *
   * @throws IllegalArgumentException if it cannot be written
   */
  Path writeTlsCertificate() {
    Path file = privateKey.resolveSibling("simulated_tls_cert.pem");
    try {
      return Files.writeString(file, simulator.tlsCertificatePem());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          Words.of("The keys cannot be written to {0} ({1})", file, e), e);
    }
  }

  /** Quotes a value for a shell, if that is necessary. */
  static String quoted(String value) {
    return value.matches("[\\w/.:\\-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
  }
}
