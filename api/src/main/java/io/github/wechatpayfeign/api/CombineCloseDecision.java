package io.github.wechatpayfeign.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.github.wechatpayfeign.api.CloseDecision.Kind;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of a combined order that was to be closed, all its sub-orders together: a {@code
 * switch} over {@link #kind()} tells what to do with their stock and their money. All kinds but
 * {@code NOT_FOUND} and {@code UNSETTLED} rest on a signed answer to a query, and hold for every
 * sub-order:
 *
 * <ul>
 *   <li>{@code CLOSED} and {@code ALREADY_CLOSED}: every sub-order is closed.
 *   <li>{@code PAID}: every sub-order is paid. A refund of some of them may have begun: each tells
 *       by its {@link Transaction#tradeState()}.
 *   <li>{@code REFUNDED}: a refund of every sub-order was begun.
 *   <li>{@code UNSETTLED}: anything else, such as one sub-order paid and another open. A combined
 *       order is paid as a whole, so this can be met only while it changes.
 * </ul>
 *
 * <p>It can be written as JSON and read back, by Jackson 2 and 3, and serialized.
 *
 * @param kind what became of it
 * @param combineOutTradeNo the merchant order number of the combined order
 * @param transaction the newest signed answer to a query in this call, with the sub-orders; null if
 *     none came, as for {@code NOT_FOUND}
 * @param failure for {@code NOT_FOUND} the answer to the second query; for {@code UNSETTLED} what
 *     went wrong last, or null if nothing did
 * @param closeSent whether a close was sent that took effect, or may have
 * @param askAgainAfter for {@code UNSETTLED}, how long to wait before closing it again; otherwise 0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CombineCloseDecision(
    @JsonProperty("kind") Kind kind,
    @JsonProperty("combineOutTradeNo") String combineOutTradeNo,
    @JsonProperty("transaction") @Nullable CombineTransaction transaction,
    @JsonProperty("failure") @Nullable CloseFailure failure,
    @JsonProperty("closeSent") boolean closeSent,
    @JsonProperty("askAgainAfter")
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @JsonSerialize(using = ToStringSerializer.class)
        @JsonDeserialize(converter = DurationConverter.class)
        Duration askAgainAfter)
    implements Serializable {}
