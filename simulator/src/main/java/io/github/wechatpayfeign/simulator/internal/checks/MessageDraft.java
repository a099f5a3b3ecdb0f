package io.github.wechatpayfeign.simulator.internal.checks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The parts of a message that a client may have signed, and how they are put together.
 *
 * @param method the method
 * @param url the URL
 * @param timestamp the timestamp
 * @param nonce the nonce
 * @param body the bytes of the body
 * @param order the order of method, URL, timestamp and nonce
 * @param separator what follows each of them
 * @param end what follows the body
 */
@SuppressWarnings("ArrayRecordComponent") // Drafts are never compared or printed.
record MessageDraft(
    String method,
    String url,
    String timestamp,
    String nonce,
    byte[] body,
    List<Integer> order,
    String separator,
    String end) {

  private static final List<Integer> CORRECT = List.of(0, 1, 2, 3);

  static MessageDraft of(String method, String url, String timestamp, String nonce, byte[] body) {
    return new MessageDraft(method, url, timestamp, nonce, body, CORRECT, "\n", "\n");
  }

  MessageDraft withMethod(String value) {
    return new MessageDraft(value, url, timestamp, nonce, body, order, separator, end);
  }

  MessageDraft withUrl(String value) {
    return new MessageDraft(method, value, timestamp, nonce, body, order, separator, end);
  }

  MessageDraft withTimestamp(String value) {
    return new MessageDraft(method, url, value, nonce, body, order, separator, end);
  }

  MessageDraft withBody(byte[] value) {
    return new MessageDraft(method, url, timestamp, nonce, value, order, separator, end);
  }

  MessageDraft withBody(String value) {
    return withBody(value.getBytes(StandardCharsets.UTF_8));
  }

  MessageDraft withOrder(Integer... value) {
    return new MessageDraft(method, url, timestamp, nonce, body, List.of(value), separator, end);
  }

  MessageDraft withLayout(String newSeparator, String newEnd) {
    return new MessageDraft(method, url, timestamp, nonce, body, order, newSeparator, newEnd);
  }

  String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    List<String> parts = List.of(method, url, timestamp, nonce);
    StringBuilder head = new StringBuilder();
    order.forEach(index -> head.append(parts.get(index)).append(separator));
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    message.writeBytes(body);
    message.writeBytes(end.getBytes(StandardCharsets.UTF_8));
    return message.toByteArray();
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }
}
