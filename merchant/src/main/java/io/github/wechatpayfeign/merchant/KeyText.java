package io.github.wechatpayfeign.merchant;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds keys and certificates in text or bytes, even if they were copied, folded or cut on the way.
 */
final class KeyText {

  private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 #.-]*?)-----");
  private static final String END = "-----END ";

  /** A label that a message can show, because no part of a key has this form. */
  private static final Pattern LABEL =
      Pattern.compile("([A-Z0-9]{1,12} ){0,2}(PRIVATE KEY|PUBLIC KEY|CERTIFICATE( REQUEST)?)");

  // Few keys need these, and a new JVM takes half a millisecond to compile one.
  private static final String HEADER_LINE = "(?m)^[A-Za-z-]+:.*$";
  private static final String WRITTEN_LINE_END = "\\\\+[rn]";
  private static final String BASE64 = "[A-Za-z0-9+/]{16,}={0,2}";

  private static final int NEXT_LINE = 0x85;

  private static final int JAVA_KEY_STORE = 0xFEEDFEED;
  private static final String UNKNOWN = "object";
  private static final String AGAIN = "copy or download the whole file again";

  private final List<KeyObject> objects = new ArrayList<>();
  private @Nullable String problem;

  private KeyText() {}

  static KeyText of(byte[] bytes) {
    KeyText text = new KeyText();
    text.read(bytes, true);
    return text;
  }

  /** Returns the objects that were found, in order. */
  List<KeyObject> objects() {
    return objects;
  }

  /** Returns why a part cannot be read, as the end of a message, or null if all was read. */
  @Nullable String problem() {
    return problem;
  }

  /** Returns a text without quotes and whitespace, including {@code \n} as two characters. */
  static String withoutWhitespace(String text) {
    String lines = withLineEnds(text, "");
    StringBuilder visible = new StringBuilder(lines.length());
    for (int i = 0; i < lines.length(); i = lines.offsetByCodePoints(i, 1)) {
      int character = lines.codePointAt(i);
      if (character != '"' && character != '\'' && !isInvisible(character)) {
        visible.appendCodePoint(character);
      }
    }
    return visible.toString();
  }

  private static boolean isInvisible(int character) {
    return (character >= '\t' && character <= '\r')
        || character == NEXT_LINE
        || Character.isSpaceChar(character)
        || Character.getType(character) == Character.FORMAT;
  }

  /** Replaces what tools write for a line end: the two characters {@code \n}, one or more times. */
  private static String withLineEnds(String text, String lineEnd) {
    return text.indexOf('\\') < 0 ? text : text.replaceAll(WRITTEN_LINE_END, lineEnd);
  }

  private void read(byte[] bytes, boolean mayBeWrapped) {
    Der element = Der.first(bytes);
    if (element != null && element.is(Der.SEQUENCE) && !isAscii(bytes)) {
      objects.add(KeyObject.of(element));
    } else if (isUtf16(bytes)) {
      problem = "is UTF-16 text, as Notepad and PowerShell write it: save it as UTF-8";
    } else {
      readText(bytes, mayBeWrapped);
    }
  }

  private void readText(byte[] bytes, boolean mayBeWrapped) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.contains("-----BEGIN ")) {
      readPem(withLineEnds(text, "\n"));
    } else if (withoutWhitespace(text).isEmpty()) {
      problem = "is empty";
    } else if (text.startsWith("ssh-")) {
      objects.add(KeyObject.of(KeyKind.OPENSSH_KEY));
    } else if (text.startsWith("PuTTY-User-Key-File")) {
      objects.add(KeyObject.of(KeyKind.PUTTY_KEY));
    } else if (!readBase64(withoutWhitespace(text), mayBeWrapped)) {
      readBinary(bytes);
    }
  }

  private void readPem(String text) {
    Matcher begin = BEGIN.matcher(text);
    while (begin.find()) {
      String label = LABEL.matcher(begin.group(1)).matches() ? begin.group(1) : UNKNOWN;
      int end = text.indexOf(END, begin.end());
      int next = text.indexOf("-----BEGIN ", begin.end());
      if (end < 0 || (next >= 0 && next < end)) {
        problem = "is cut off, because its " + label + " has no line -----END ...-----: " + AGAIN;
      } else if (begin.group(1).endsWith("PARAMETERS")) {
        objects.add(KeyObject.of(KeyKind.OTHER));
      } else {
        readObject(label, text.substring(begin.end(), end));
      }
    }
    if (objects.isEmpty() && problem == null) {
      problem = "has a damaged line -----BEGIN ...-----: " + AGAIN;
    }
  }

  private void readObject(String label, String body) {
    if (label.equals("OPENSSH PRIVATE KEY")) {
      objects.add(KeyObject.of(KeyKind.OPENSSH_KEY));
      return;
    }
    DekInfo cipher = DekInfo.in(body);
    String base64 = cipher == null ? withoutHeaders(body) : body.substring(cipher.end());
    byte[] bytes = decoded(withoutWhitespace(base64));
    if (bytes == null) {
      problem = "holds a damaged " + label + ", which is not Base64: " + AGAIN;
    } else if (cipher != null) {
      objects.add(KeyObject.encrypted(bytes, cipher));
    } else {
      readDer(bytes, label);
    }
  }

  private static String withoutHeaders(String body) {
    return body.indexOf(':') < 0 ? body : body.replaceAll(HEADER_LINE, "");
  }

  private void readDer(byte[] bytes, String label) {
    Der element = Der.first(bytes);
    KeyObject found = element == null ? null : KeyObject.of(element);
    if (found != null && !(found.kind() == KeyKind.OTHER && !label.equals(UNKNOWN))) {
      objects.add(found);
    } else if (Der.promised(bytes) > bytes.length && bytes[0] == Der.SEQUENCE) {
      problem =
          "is cut off, because its "
              + label
              + " has "
              + bytes.length
              + " of "
              + Der.promised(bytes)
              + " bytes: "
              + AGAIN;
    } else {
      problem = "holds a damaged " + label + ": " + AGAIN;
    }
  }

  /** Reads Base64 without a first and last line; it may also encode a whole PEM. */
  private boolean readBase64(String text, boolean mayBeWrapped) {
    byte[] bytes = text.matches(BASE64) ? decoded(text) : null;
    if (bytes == null) {
      return false;
    }
    if (mayBeWrapped && new String(bytes, StandardCharsets.UTF_8).contains("-----BEGIN ")) {
      read(bytes, false);
      return true;
    }
    if (bytes[0] != Der.SEQUENCE) {
      return false;
    }
    readDer(bytes, "Base64");
    return true;
  }

  private void readBinary(byte[] bytes) {
    if (bytes.length >= Integer.BYTES && intAt(bytes) == JAVA_KEY_STORE) {
      objects.add(KeyObject.of(KeyKind.JAVA_KEY_STORE));
    } else if (!isAscii(bytes) && bytes[0] == Der.SEQUENCE && Der.promised(bytes) > bytes.length) {
      readDer(bytes, "DER");
    } else {
      problem = "holds no key or certificate, neither as PEM nor as DER";
    }
  }

  private static int intAt(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getInt();
  }

  private static byte @Nullable [] decoded(String base64) {
    // A single character at the end encodes no byte: the text was cut off there.
    int end = base64.length() % 4 == 1 ? base64.length() - 1 : base64.length();
    try {
      byte[] bytes = Base64.getDecoder().decode(base64.substring(0, end));
      return bytes.length == 0 ? null : bytes;
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte octet : bytes) {
      if (octet <= 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUtf16(byte[] bytes) {
    if (bytes.length < 2) {
      return false;
    }
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    return (first == 0xFF && second == 0xFE)
        || (first == 0xFE && second == 0xFF)
        || (first == '-' && second == 0)
        || (first == 0 && second == '-');
  }
}
