package io.github.wechatpayfeign.simulator.internal.notices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.wechatpayfeign.simulator.internal.crypto.AlgorithmSuite;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The body of a notice: some open members, and a resource that only the merchant can read.
 *
 * @param id the notice's id, a UUID
 * @param createTime the time of the event, which stays the same in all repeats
 * @param kind {@code transaction} or {@code refund}
 * @param resource the members of the resource before encryption
 */
public record NoticeEnvelope(
    String id,
    String createTime,
    String eventType,
    String kind,
    String summary,
    Map<String, Object> resource) {
  private static final Set<String> TOTALS = Set.of("total", "total_amount", "refund");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /** Returns the same notice about another event. */
  public NoticeEnvelope withEventType(String value) {
    return new NoticeEnvelope(id, createTime, value, kind, summary, resource);
  }

  /** Returns the same notice, whose totals are one fen more. */
  public NoticeEnvelope withOneFenMore() {
    return new NoticeEnvelope(id, createTime, eventType, kind, summary, more(resource));
  }

  private static Map<String, Object> more(Map<?, ?> members) {
    Map<String, Object> changed = new TreeMap<>();
    members.forEach((name, value) -> changed.put(String.valueOf(name), more(name, value)));
    return changed;
  }

  private static Object more(Object name, Object value) {
    if (value instanceof Map<?, ?> inner) {
      return more(inner);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(item -> more("", item)).toList();
    }
    return value instanceof Number fen && TOTALS.contains(name)
        ? (Object) (fen.longValue() + 1)
        : value;
  }

  /**
   * Writes the notice.
   *
   * @param nonce the 12 characters that the encryption starts from
   */
  public byte[] sealed(AlgorithmSuite suite, String apiV3Key, String nonce) {
    Map<String, Object> encrypted = new TreeMap<>();
    encrypted.put("original_type", kind);
    encrypted.put("algorithm", suite.encryption());
    encrypted.put("ciphertext", suite.encrypt(json(resource), apiV3Key, nonce, kind));
    encrypted.put("associated_data", kind);
    encrypted.put("nonce", nonce);
    Map<String, Object> members = new TreeMap<>();
    members.put("id", id);
    members.put("create_time", createTime);
    members.put("resource_type", "encrypt-resource");
    members.put("event_type", eventType);
    members.put("summary", summary);
    members.put("resource", encrypted);
    return json(members);
  }

  private static byte[] json(Map<String, Object> members) {
    try {
      return JSON.writeValueAsBytes(members);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The notice cannot be written as JSON", e);
    }
  }

  @Override
  public String toString() {
    return "NoticeEnvelope[%s, %s]".formatted(eventType, id);
  }
}
