package io.github.wechatpayfeign.api.prepay;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How the money of an order is settled.
 *
 * @param profitSharing whether it is frozen until it is shared with others
 */
public record SettleInfo(@JsonProperty("profit_sharing") boolean profitSharing) {}
