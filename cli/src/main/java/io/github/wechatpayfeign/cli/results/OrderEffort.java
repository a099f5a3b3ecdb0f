package io.github.wechatpayfeign.cli.results;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;

/**
 * When an order was decided, and what that took.
 *
 * @param time when its result was known, in RFC 3339
 * @param attempts how many requests were sent for it, including those that failed to be sent
 * @param durationMillis how long it took, including pauses
 */
@JsonPropertyOrder({"time", "attempts", "duration_ms"})
public record OrderEffort(
    @JsonSerialize(using = ToStringSerializer.class) Instant time,
    int attempts,
    @JsonProperty("duration_ms") long durationMillis) {}
