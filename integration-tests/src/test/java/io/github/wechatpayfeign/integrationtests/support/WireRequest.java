package io.github.wechatpayfeign.integrationtests.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request as it was read off a socket, byte for byte. */
public final class WireRequest {

  private static final Pattern ITEM = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

  private final List<String> head;
  private final byte[] body;

  private WireRequest(List<String> head, byte[] body) {
    this.head = head;
    this.body = body;
  }

  /** Returns the next request of a connection, or null if the client closed it. */
  public static @Nullable WireRequest read(InputStream in) throws IOException {
    List<String> head = new ArrayList<>();
    String line = readLine(in);
    if (line == null) {
      return null;
    }
    while (line != null && !line.isEmpty()) {
      head.add(line);
      line = readLine(in);
    }
    return new WireRequest(head, readBody(new WireRequest(head, new byte[0]), in));
  }

  private static byte[] readBody(WireRequest withoutBody, InputStream in) throws IOException {
    List<String> length = withoutBody.headers("Content-Length");
    if (!length.isEmpty()) {
      return in.readNBytes(Integer.parseInt(length.get(0)));
    }
    return withoutBody.headers("Transfer-Encoding").isEmpty() ? new byte[0] : readChunks(in);
  }

  private static byte[] readChunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int length;
    do {
      length = Integer.parseInt(requireLine(in), 16);
      byte[] chunk = in.readNBytes(length);
      if (chunk.length < length || !requireLine(in).isEmpty()) {
        throw new EOFException();
      }
      body.writeBytes(chunk);
    } while (length > 0);
    return body.toByteArray();
  }

  private static String requireLine(InputStream in) throws IOException {
    String line = readLine(in);
    if (line == null) {
      throw new EOFException();
    }
    return line;
  }

  private static @Nullable String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    while (next != '\n') {
      if (next < 0) {
        throw new EOFException();
      }
      line.write(next);
      next = in.read();
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  /** Returns the bytes of the request, with one more header that ends the connection after it. */
  public byte[] bytesOfLastRequest() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String line : head) {
      if (!line.toLowerCase(Locale.ROOT).startsWith("connection:")) {
        bytes.writeBytes((line + "\r\n").getBytes(ISO_8859_1));
      }
    }
    bytes.writeBytes("Connection: close\r\n\r\n".getBytes(ISO_8859_1));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  public String method() {
    return head.get(0).split(" ", 3)[0];
  }

  /** Returns the request target exactly as it is in the request line. */
  public String target() {
    return head.get(0).split(" ", 3)[1];
  }

  public String body() {
    return new String(body, UTF_8);
  }

  /** Returns whether the body is as long as the headers say. */
  public boolean isWhole() {
    List<String> length = headers("Content-Length");
    return length.isEmpty() || length.get(0).equals(Integer.toString(body.length));
  }

  public List<String> headers(String name) {
    return head.stream()
        .skip(1)
        .filter(
            line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .toList();
  }

  public String header(String name) {
    List<String> values = headers(name);
    assertThat(values).as(name + " of " + head).hasSize(1);
    return values.get(0);
  }

  /** Returns the five items of the only Authorization header. */
  public Map<String, String> authorization() {
    String value = header("Authorization");
    assertThat(value).startsWith("WECHATPAY2-SHA256-RSA2048 ");
    Map<String, String> items = new TreeMap<>();
    Matcher matcher = ITEM.matcher(value);
    while (matcher.find()) {
      assertThat(items.put(matcher.group(1), matcher.group(2))).as("a repeated item").isNull();
    }
    assertThat(items).containsOnlyKeys("mchid", "nonce_str", "serial_no", "signature", "timestamp");
    return items;
  }

  /** Asserts that the signature matches the bytes that were read off the socket. */
  public void assertSignedBy(PublicKey key) {
    Map<String, String> items = authorization();
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(key);
      String start =
          method()
              + "\n"
              + target()
              + "\n"
              + items.get("timestamp")
              + "\n"
              + items.get("nonce_str")
              + "\n";
      verifier.update(start.getBytes(ISO_8859_1));
      verifier.update(body);
      verifier.update((byte) '\n');
      assertThat(verifier.verify(Base64.getDecoder().decode(items.get("signature"))))
          .as("the signature matches " + head.get(0))
          .isTrue();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public String toString() {
    return head.get(0);
  }
}
