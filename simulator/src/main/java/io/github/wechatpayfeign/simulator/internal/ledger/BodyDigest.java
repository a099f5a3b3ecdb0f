package io.github.wechatpayfeign.simulator.internal.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/**
 * Half of the SHA-256 of a JSON object, whatever the order of its members. A million bodies as JSON
 * would need 1.5 GB.
 */
record BodyDigest(long first, long second) {
  private static final JsonMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  static BodyDigest of(ObjectNode body) {
    try {
      byte[] canonical = SORTED.writeValueAsBytes(SORTED.treeToValue(body, Object.class));
      ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(canonical));
      return new BodyDigest(digest.getLong(), digest.getLong());
    } catch (JsonProcessingException | GeneralSecurityException e) {
      throw new IllegalStateException("The body cannot be compared later", e);
    }
  }
}
