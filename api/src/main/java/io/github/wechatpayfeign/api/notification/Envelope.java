package io.github.wechatpayfeign.api.notification;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayfeign.api.internal.Json;
import io.github.wechatpayfeign.api.internal.Lenient;
import io.github.wechatpayfeign.api.notification.NotificationException.Reason;
import java.io.IOException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The body of a notification: what it is about, and an encrypted resource. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Envelope(
    @JsonProperty("id") @Lenient @Nullable String id,
    @JsonProperty("event_type") @Lenient @Nullable String eventType,
    @JsonProperty("create_time") @Lenient @Nullable OffsetDateTime createTime,
    @JsonProperty("resource") @Lenient @Nullable Resource resource) {

  /** A text that is encrypted with the APIv3 key. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Resource(
      @JsonProperty("algorithm") @Lenient @Nullable String algorithm,
      @JsonProperty("nonce") @Lenient @Nullable String nonce,
      @JsonProperty("associated_data") @Lenient @Nullable String associatedData,
      @JsonProperty("ciphertext") @Lenient @Nullable String ciphertext) {}

  static Envelope read(byte[] body) {
    Envelope read;
    try {
      read = Json.MAPPER.readValue(body, Envelope.class);
    } catch (IOException e) {
      // The exception quotes the body, so it is no cause of this one.
      throw new NotificationException(Reason.UNREADABLE, "The notification is not a JSON object");
    }
    if (read == null || read.eventType == null) {
      throw missing("event_type");
    }
    return read;
  }

  String event() {
    return present(eventType, "event_type");
  }

  Resource sealed() {
    if (resource == null) {
      throw missing("resource");
    }
    return resource;
  }

  static String present(@Nullable String value, String name) {
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  static void require(@Nullable Object value, String name) {
    if (value == null) {
      throw missing(name);
    }
  }

  private static NotificationException missing(String name) {
    return new NotificationException(Reason.UNREADABLE, "The notification has no " + name);
  }
}
