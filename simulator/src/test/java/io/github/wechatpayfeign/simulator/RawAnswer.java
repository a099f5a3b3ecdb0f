package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The parsed answer that came back on a socket until it was closed. */
@SuppressWarnings("ArrayRecordComponent")
record RawAnswer(int status, Map<String, List<String>> headers, byte[] body) {

  /** Parses ISO-8859-1 text, in which every byte is a character. */
  static RawAnswer parse(byte[] wire) {
    String text = new String(wire, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    assertThat(end).as("end of the head of <%s>", text).isPositive();
    List<String> lines = text.substring(0, end).lines().toList();
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    byte[] body = text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
    return new RawAnswer(Integer.parseInt(lines.get(0).split(" ", -1)[1]), headers, body);
  }

  List<String> values(String name) {
    return headers.getOrDefault(name, List.of());
  }

  String header(String name) {
    assertThat(values(name)).as(name).hasSize(1);
    return values(name).get(0);
  }

  JsonNode json() {
    try {
      return new JsonMapper().readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  String code() {
    return json().path("code").asText();
  }

  String message() {
    return json().path("message").asText();
  }

  /** Verifies the signature with the JDK, over the body as received. */
  boolean isSignedBy(String publicKeyPem) {
    return isSignedBy(publicKeyPem, body);
  }

  boolean isSignedBy(String publicKeyPem, byte[] signedBody) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(Pem.publicKey(publicKeyPem));
      signature.update(signedMessage(signedBody));
      return signature.verify(signature());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  byte[] signedMessage(byte[] signedBody) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(
        (header("Wechatpay-Timestamp") + "\n" + header("Wechatpay-Nonce") + "\n")
            .getBytes(StandardCharsets.US_ASCII));
    message.writeBytes(signedBody);
    message.write('\n');
    return message.toByteArray();
  }

  byte[] signature() {
    return Base64.getDecoder().decode(header("Wechatpay-Signature"));
  }
}
