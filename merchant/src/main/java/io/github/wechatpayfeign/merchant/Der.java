package io.github.wechatpayfeign.merchant;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element of DER. This is as much of ASN.1 as is needed to distinguish keys and certificates, so
 * that the plain RSA keys of most merchants need no library.
 */
final class Der {

  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;

  private static final int CONTEXT = 0xA0;
  private static final int LONG_FORM = 0x80;
  private static final int MAX_LENGTH_OCTETS = 3;

  private final byte[] bytes;
  private final int start;
  private final int content;
  private final int end;

  private Der(byte[] bytes, int start, int content, int end) {
    this.bytes = bytes;
    this.start = start;
    this.content = content;
    this.end = end;
  }

  /** Returns the element at the start of the bytes, or null if there is none or it is cut off. */
  static @Nullable Der first(byte[] bytes) {
    return at(bytes, 0, bytes.length);
  }

  private static @Nullable Der at(byte[] bytes, int start, int limit) {
    long length = contentLength(bytes, start, limit);
    int content = start + 2 + lengthOctets(bytes, start, limit);
    return length < 0 || content + length > limit
        ? null
        : new Der(bytes, start, content, (int) (content + length));
  }

  /**
   * Returns the length that the element at the start of the bytes should have, with its header, or
   * -1 if there is none.
   */
  static long promised(byte[] bytes) {
    long length = contentLength(bytes, 0, bytes.length);
    return length < 0 ? -1 : 2 + lengthOctets(bytes, 0, bytes.length) + length;
  }

  private static int lengthOctets(byte[] bytes, int start, int limit) {
    return start + 1 < limit && (bytes[start + 1] & LONG_FORM) != 0
        ? bytes[start + 1] & ~LONG_FORM & 0xFF
        : 0;
  }

  private static long contentLength(byte[] bytes, int start, int limit) {
    if (start + 1 >= limit) {
      return -1;
    }
    int first = bytes[start + 1] & 0xFF;
    if (first < LONG_FORM) {
      return first;
    }
    int octets = first - LONG_FORM;
    if (octets == 0 || octets > MAX_LENGTH_OCTETS || start + 2 + octets > limit) {
      return -1;
    }
    long length = 0;
    for (int i = 0; i < octets; i++) {
      length = (length << 8) | (bytes[start + 2 + i] & 0xFF);
    }
    return length;
  }

  boolean is(int tag) {
    return (bytes[start] & 0xFF) == tag;
  }

  /** Returns the element with its header. */
  byte[] encoded() {
    return Arrays.copyOfRange(bytes, start, end);
  }

  byte[] content() {
    return Arrays.copyOfRange(bytes, content, end);
  }

  /** Returns the content in lower-case hexadecimal digits. */
  String hex() {
    return HexFormat.of().formatHex(bytes, content, end);
  }

  /** Returns the elements inside this one, or an empty list if it does not consist of elements. */
  List<Der> children() {
    List<Der> children = new ArrayList<>();
    for (int next = content; next < end; ) {
      Der child = at(bytes, next, end);
      if (child == null) {
        return List.of();
      }
      children.add(child);
      next = child.end;
    }
    return children;
  }

  /**
   * Returns a letter for each child: {@code I} an integer, {@code S} a sequence, {@code B} a bit
   * string, {@code O} an octet string, {@code D} an object identifier, {@code C} a tag of the
   * context, and {@code x} anything else.
   */
  String shape() {
    StringBuilder shape = new StringBuilder();
    for (Der child : children()) {
      shape.append(child.letter());
    }
    return shape.toString();
  }

  private char letter() {
    return switch (bytes[start] & 0xFF) {
      case INTEGER -> 'I';
      case SEQUENCE -> 'S';
      case BIT_STRING -> 'B';
      case OCTET_STRING -> 'O';
      case OBJECT_IDENTIFIER -> 'D';
      default -> (bytes[start] & 0xE0) == CONTEXT ? 'C' : 'x';
    };
  }

  /** Returns a new element. */
  static byte[] element(int tag, byte[]... contents) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : contents) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    int length = content.size();
    if (length >= LONG_FORM) {
      int octets = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
      element.write(LONG_FORM | octets);
      for (int i = octets - 1; i >= 0; i--) {
        element.write(length >> (8 * i));
      }
    } else {
      element.write(length);
    }
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }
}
