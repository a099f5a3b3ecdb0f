package io.github.wechatpayfeign.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.github.wechatpayfeign.api.CloseDecision.Kind;
import io.github.wechatpayfeign.api.internal.DurationConverter;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The result of closing a combined order with all its sub-orders. A {@code switch} over {@link
 * #kind()} decides what to do with their stock and their money. All kinds except {@code NOT_FOUND}
 * and {@code UNSETTLED} are proved by a signed answer to a query, and are true for every sub-order:
 *
 * <ul>
 *   <li>{@code CLOSED} and {@code ALREADY_CLOSED}: every sub-order is closed.
 *   <li>{@code PAID}: every sub-order is paid. A refund of some of them may have begun: see the
 *       {@link Transaction#tradeState()} of each.
 *   <li>{@code REFUNDED}: a refund of every sub-order has begun.
 *   <li>{@code UNSETTLED}: anything else, such as one sub-order paid and another open. A combined
 *       order is paid as a whole, so this occurs only while it changes.
 * </ul>
 *
 * <p>It can be written as JSON and read back, by Jackson 2 and 3, and serialized.
 *
 * @param kind the kind of result
 * @param combineOutTradeNo the merchant order number of the combined order
 * @param transaction the newest signed answer to a query in this call, with the sub-orders; null if
 *     there is none, as for {@code NOT_FOUND}
 * @param failure for {@code NOT_FOUND} the answer to the second query; for {@code UNSETTLED} the
 *     last failure, or null if there was none
 * @param closeSent whether a close was sent that took effect or may have taken effect
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
