package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wechatpayfeign.simulator.order.OrderState;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several merchants use one gateway, each with its own key and its own orders. */
class SeveralMerchantsTest extends SimulatorTest {

  @Test
  void everyMerchantClosesOnlyItsOwnOrders() {
    SimulatedMerchant other = simulator.addMerchant("1900000002");
    simulator.createOrder("ORDER-0001");
    other.book().create("ORDER-0001");
    other.book().create("ORDER-0002");
    other.book().pay("ORDER-0002");

    assertThat(call("ORDER-0001").by(other).send().status()).isEqualTo(204);

    assertThat(other.book().state("ORDER-0001")).contains(OrderState.CLOSED);
    assertThat(simulator.state("ORDER-0001")).contains(OrderState.UNPAID);
    assertThat(other.book().states())
        .isEqualTo(Map.of("ORDER-0001", OrderState.CLOSED, "ORDER-0002", OrderState.PAID));
    assertThat(call("ORDER-0002").by(other).send().code()).isEqualTo("ORDER_PAID");
    assertThat(call("ORDER-0002").send().status()).isEqualTo(204);
  }

  @Test
  void methodsOfTheSimulatorAreAboutTheFirstMerchant() {
    SimulatedMerchant first = simulator.merchant();

    assertThat(first.mchid()).isEqualTo(simulator.mchid());
    assertThat(first.serial()).isEqualTo(simulator.merchantSerial());
    assertThat(first.privateKeyPem()).isEqualTo(simulator.merchantPrivateKeyPem());
    assertThat(first.certificatePem()).isEqualTo(simulator.merchantCertificatePem());
    assertThat(first.apiV3Key()).isEqualTo(simulator.apiV3Key()).matches("[0-9A-Za-z]{32}");
  }

  @Test
  void signatureOfAnotherMerchantIsRefused() {
    SimulatedMerchant other = simulator.addMerchant("1900000002");
    RawCall call = call("ORDER-0001").by(other);
    call.privateKeyPem = simulator.merchantPrivateKeyPem();

    assertThat(call.send().message()).isEqualTo("错误的签名,验签失败");
  }

  @Test
  void certificateOfAnotherMerchantIsRefused() {
    SimulatedMerchant other = simulator.addMerchant("1900000002");
    RawCall call = call("ORDER-0001").by(other);
    call.mchid = simulator.mchid();

    assertThat(call.send().message()).isEqualTo("商户证书序列号有误");
  }

  @Test
  void bodyMustNameTheMerchantThatSigns() {
    SimulatedMerchant other = simulator.addMerchant("1900000002");

    RawAnswer answer = call("ORDER-0001").by(other).body("{\"mchid\":\"1900000001\"}").send();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("MCH_NOT_EXISTS");
  }

  @Test
  void merchantsMayUseTheSameNonceAtTheSameTime() {
    SimulatedMerchant other = simulator.addMerchant("1900000002");
    RawCall mine = call("ORDER-0001");
    RawCall theirs = call("ORDER-0001").by(other);
    theirs.nonce = mine.nonce;

    assertThat(mine.send().status()).isEqualTo(204);
    assertThat(theirs.send().status()).isEqualTo(204);
    assertThat(theirs.send().message()).isEqualTo("HTTP头Authorization中的nonce_str已被使用");
  }

  @Test
  @Timeout(20)
  void thousandsOfMerchantsMayShareOneKey() throws GeneralSecurityException {
    KeyPair shared = newKeys("RSA");

    List<SimulatedMerchant> many =
        IntStream.range(0, 10_000)
            .mapToObj(i -> simulator.addMerchant(Integer.toString(1_910_000_000 + i), shared))
            .toList();

    assertThat(many).extracting(SimulatedMerchant::serial).doesNotHaveDuplicates();
    assertThat(many).extracting(SimulatedMerchant::apiV3Key).doesNotHaveDuplicates();
    assertThat(call("ORDER-0001").by(many.get(0)).send().status()).isEqualTo(204);
    assertThat(call("ORDER-0001").by(many.get(9_999)).send().status()).isEqualTo(204);
  }

  @Test
  void refusesMerchantsWithAWrongNumberOrKey() throws GeneralSecurityException {
    KeyPair elliptic = newKeys("EC");

    assertThatThrownBy(() -> simulator.addMerchant("19x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The mchid must be 1 to 32 digits, but is \"19x\"");
    assertThatThrownBy(() -> simulator.addMerchant("1900000001"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The merchant 1900000001 already exists: use another number");
    assertThatThrownBy(() -> simulator.addMerchant("1900000002", elliptic))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The keys must be RSA keys to sign with WECHATPAY2-SHA256-RSA2048, but are EC keys");
  }

  @Test
  void noTextOfAMerchantShowsASecret() {
    assertThat(simulator.merchant())
        .hasToString(
            "SimulatedMerchant[mchid=1900000001, serial=%s]".formatted(simulator.merchantSerial()));
  }

  private static KeyPair newKeys(String algorithm) throws GeneralSecurityException {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
  }
}
