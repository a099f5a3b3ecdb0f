package io.github.wechatpayfeign.cli.expiry;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.wechatpayfeign.cli.results.JsonFormat;
import io.github.wechatpayfeign.expiry.ExpiryPolicy;
import java.time.Duration;

/**
 * What a worker of the demo has to know. It is the first line of the worker's standard input,
 * because other users of the machine can read the arguments of a process.
 */
record DemoSettings(
    @JsonProperty("worker") int worker,
    @JsonProperty("requestsPerSecond") int requestsPerSecond,
    @JsonProperty("jdbcUrl") String jdbcUrl,
    @JsonProperty("password") String password,
    @JsonProperty("baseUrl") String baseUrl,
    @JsonProperty("mchid") String mchid,
    @JsonProperty("merchantSerial") String merchantSerial,
    @JsonProperty("privateKeyPem") String privateKeyPem,
    @JsonProperty("publicKeyId") String publicKeyId,
    @JsonProperty("publicKeyPem") String publicKeyPem) {

  /**
   * When the demo's orders are tried: the orders of a killed worker are taken from it after 6
   * seconds, and not after half a minute.
   */
  static final ExpiryPolicy POLICY =
      ExpiryPolicy.standard()
          .withGrace(Duration.ZERO)
          .withHeartbeat(Duration.ofSeconds(1))
          .withNotFoundDelay(Duration.ofSeconds(2));

  /** Returns the settings as one line. */
  String line() {
    return JsonFormat.write(this);
  }

  /**
   * Reads settings from a line.
   *
   * @throws IllegalArgumentException if it has none
   */
  static DemoSettings of(String line) {
    try {
      return new JsonMapper().readValue(line, DemoSettings.class);
    } catch (JsonProcessingException e) {
      // The message of the cause quotes the line, which contains a key.
      throw new IllegalArgumentException("Only \"expiry demo\" can start this command");
    }
  }

  /** Shows neither the key nor the password. */
  @Override
  public String toString() {
    return "DemoSettings[worker=" + worker + ']';
  }
}
