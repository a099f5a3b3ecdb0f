package io.github.wechatpayfeign.simulator.internal.crypto;

import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Creates random identifiers. */
public record RandomText(RandomGenerator generator) {

  public String digits(int length) {
    return drawn("0123456789", length);
  }

  /**
   * Returns a random serial number for a certificate. X.509 allows 20 octets, of which the first
   * bit is a sign, and drops a first octet of zero. A first digit of zero is legal and occurs
   * sometimes.
   */
  public String certificateSerial() {
    return drawn("01234567", 1) + drawn("123456789ABCDEF", 1) + upperHex(38);
  }

  public String alphanumeric(int length) {
    return drawn("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", length);
  }

  public String upperHex(int length) {
    return drawn("0123456789ABCDEF", length);
  }

  private String drawn(String alphabet, int length) {
    return generator
        .ints(length, 0, alphabet.length())
        .mapToObj(index -> alphabet.substring(index, index + 1))
        .collect(Collectors.joining());
  }
}
