package io.github.wechatpayfeign.integrationtests.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.merchant.KeyMaterial;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.openssl.OpenSsl;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With native code on the class path, as here, it makes the keys of a simulator. */
class SimulatorKeysTest {

  @TempDir private Path folder;

  @Test
  void areSoundAndAsLongAsThoseOfTheGateway() throws Exception {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      Path key = Files.writeString(folder.resolve("key.pem"), simulator.merchantPrivateKeyPem());
      Path publicKey = Files.writeString(folder.resolve("pub.pem"), simulator.publicKeyPem());

      assertThat(OpenSsl.run("pkey", "-check", "-noout", "-text", "-in", key.toString()))
          .contains("Key is valid", "2048 bit", "publicExponent: 65537", "coefficient:");
      assertThat(OpenSsl.run("pkey", "-pubin", "-noout", "-text", "-in", publicKey.toString()))
          .contains("2048 bit", "Exponent: 65537");
      Merchant merchant =
          Merchant.builder()
              .mchid(simulator.mchid())
              .privateKey(KeyMaterial.of(key))
              .certificate(KeyMaterial.of(simulator.merchantCertificatePem()))
              .wechatPayPublicKey(simulator.publicKeyId(), publicKey)
              .build();
      assertThat(merchant.merchantSerial()).isEqualTo(simulator.merchantSerial());
    }
  }
}
