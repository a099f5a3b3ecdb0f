package io.github.wechatpayfeign.cli.simulate;

import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The keys of a simulator as files. Their names say that they are simulated, so that writing them
 * can never replace the keys of a real merchant.
 */
public record SimulatedKeyFiles(Path privateKey, Path publicKey) {

  /**
   * Writes the keys, and creates the folder if it does not exist.
   *
   * @throws IllegalArgumentException if they cannot be written
   */
  public static SimulatedKeyFiles write(Path folder, WechatPaySimulator simulator) {
    Path place = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(place);
      Files.writeString(
          place.resolve("simulated_apiclient_cert.pem"), simulator.merchantCertificatePem());
      return new SimulatedKeyFiles(
          Files.writeString(
              place.resolve("simulated_apiclient_key.pem"), simulator.merchantPrivateKeyPem()),
          Files.writeString(place.resolve("simulated_pub_key.pem"), simulator.publicKeyPem()));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          Words.of("The keys cannot be written to {0} ({1})", place, e), e);
    }
  }

  /** Returns the variables that make a client use the simulator, quoted for a shell. */
  public Map<String, String> environment(WechatPaySimulator simulator) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("WECHATPAY_BASE_URL", simulator.baseUrl());
    variables.put("WECHATPAY_MCHID", simulator.mchid());
    variables.put("WECHATPAY_MERCHANT_SERIAL", simulator.merchantSerial());
    variables.put("WECHATPAY_PRIVATE_KEY", quoted(privateKey));
    variables.put("WECHATPAY_PUBLIC_KEY_ID", simulator.publicKeyId());
    variables.put("WECHATPAY_PUBLIC_KEY", quoted(publicKey));
    return variables;
  }

  private static String quoted(Path file) {
    String path = file.toString();
    return path.matches("[\\w/.:\\-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }
}
