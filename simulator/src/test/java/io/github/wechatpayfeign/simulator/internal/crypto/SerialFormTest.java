package io.github.wechatpayfeign.simulator.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A serial that was read as a number is still the same serial. */
class SerialFormTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0A1B2C3D4E5F60718293A4B5C6D7E8F901234567",
        "01B2C3D4E5F60718293A4B5C6D7E8F9012345678",
        "5157F09EFDC096DE15EBE81A47057A7232F1B8E1"
      })
  void getsBackTheZeroThatANumberDoesNotHave(String serial) {
    String number = new BigInteger(serial, 16).toString(16);

    assertThat(IssuedCertificate.inFullForm(number)).isEqualTo(serial);
    assertThat(IssuedCertificate.inFullForm(number.toUpperCase(Locale.ROOT))).isEqualTo(serial);
    assertThat(IssuedCertificate.inFullForm(serial)).isEqualTo(serial);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "5157F09EFDC096DE15EBE81A47057A7232F1B8E1FF"})
  void changesNoDigit(String serial) {
    assertThat(IssuedCertificate.inFullForm(serial)).endsWith(serial);
  }
}
