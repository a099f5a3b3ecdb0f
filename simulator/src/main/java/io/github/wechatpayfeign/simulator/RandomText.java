package io.github.wechatpayfeign.simulator;

import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Draws identifiers. */
record RandomText(RandomGenerator generator) {

  String digits(int length) {
    return drawn("0123456789", length);
  }

  String octalDigit() {
    return drawn("01234567", 1);
  }

  String alphanumeric(int length) {
    return drawn("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", length);
  }

  String upperHex(int length) {
    return drawn("0123456789ABCDEF", length);
  }

  private String drawn(String alphabet, int length) {
    return generator
        .ints(length, 0, alphabet.length())
        .mapToObj(index -> alphabet.substring(index, index + 1))
        .collect(Collectors.joining());
  }
}
