package io.github.wechatpayfeign.cli.results;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * What is left to do for an order after a decisive close.
 *
 * @param closeSent whether a close was sent that took effect or may have; null if it no longer
 *     matters
 * @param askAgainSeconds how long to wait before closing it again; null if that is not needed
 */
@JsonPropertyOrder({"close_sent", "ask_again_seconds"})
public record FollowUp(
    @JsonProperty("close_sent") @Nullable Boolean closeSent,
    @JsonProperty("ask_again_seconds") @Nullable Long askAgainSeconds) {

  static final FollowUp NONE = new FollowUp(null, null);
}
