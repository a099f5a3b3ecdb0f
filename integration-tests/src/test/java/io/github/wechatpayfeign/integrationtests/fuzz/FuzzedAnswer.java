package io.github.wechatpayfeign.integrationtests.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer made of any bytes: a line with the status, lines with headers, an empty line, the body.
 * Every input is an answer, so the fuzzer wastes no input.
 */
final class FuzzedAnswer {

  /** One header line; its value has no white space around it. */
  record Header(String name, String value) {}

  private final int status;
  private final List<Header> headers;
  private final byte[] body;

  private FuzzedAnswer(int status, List<Header> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  static FuzzedAnswer parse(byte[] data) {
    String text = new String(data, ISO_8859_1);
    int end = text.indexOf("\n\n");
    String[] lines = (end < 0 ? text : text.substring(0, end)).split("\n", -1);
    List<Header> headers = new ArrayList<>();
    for (String line : Arrays.asList(lines).subList(1, lines.length)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        String value = new String(line.substring(colon + 1).getBytes(ISO_8859_1), UTF_8);
        headers.add(new Header(line.substring(0, colon), value.trim()));
      }
    }
    byte[] body = end < 0 ? new byte[0] : Arrays.copyOfRange(data, end + 2, data.length);
    return new FuzzedAnswer(status(lines[0]), headers, body);
  }

  private static int status(String line) {
    return line.matches("-?[0-9]{1,9}") ? Integer.parseInt(line) : 400;
  }

  int status() {
    return status;
  }

  List<Header> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }

  /** Returns the values by name; a name in another case is another name. */
  Map<String, List<String>> headersByName() {
    Map<String, List<String>> byName = new LinkedHashMap<>();
    for (Header header : headers) {
      byName.computeIfAbsent(header.name(), name -> new ArrayList<>()).add(header.value());
    }
    return byName;
  }

  /** Returns the values of a header whatever the case of its name. */
  List<String> values(String name) {
    return headers.stream()
        .filter(h -> h.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }
}
