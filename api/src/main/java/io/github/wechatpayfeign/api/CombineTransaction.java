package io.github.wechatpayfeign.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayfeign.api.Transaction.Payer;
import io.github.wechatpayfeign.api.Transaction.SceneInfo;
import io.github.wechatpayfeign.api.internal.Lenient;
import io.github.wechatpayfeign.api.internal.SameAsRequest;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A combined order in the answer to a query. A missing member is null or an empty list, and unknown
 * members are ignored. Optional members without their documented form are handled as in a {@link
 * Transaction}; {@code sub_orders} without theirs make the answer unusable.
 *
 * @param combineAppid the app that it was placed with
 * @param combineMchid the merchant that placed it
 * @param combineOutTradeNo its merchant order number
 * @param sceneInfo the place of the payment
 * @param subOrders its sub-orders, each with its own state
 * @param combinePayerInfo the user who paid
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CombineTransaction(
    @JsonProperty("combine_appid") @Lenient @Nullable String combineAppid,
    @JsonProperty("combine_mchid") @Lenient @Nullable String combineMchid,
    @JsonProperty("combine_out_trade_no") @SameAsRequest @Lenient
        @Nullable String combineOutTradeNo,
    @JsonProperty("scene_info") @Lenient @Nullable SceneInfo sceneInfo,
    @JsonProperty("sub_orders") List<Transaction> subOrders,
    @JsonProperty("combine_payer_info") @Lenient @Nullable Payer combinePayerInfo)
    implements Serializable {

  /** Creates a transaction; a null list becomes an empty one. */
  public CombineTransaction {
    subOrders = Transaction.listOf(subOrders);
  }
}
