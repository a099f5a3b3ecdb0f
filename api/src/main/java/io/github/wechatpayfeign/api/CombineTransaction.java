package io.github.wechatpayfeign.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayfeign.api.Transaction.Payer;
import io.github.wechatpayfeign.api.Transaction.SceneInfo;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A combined order as WeChat Pay answers a query. What the answer lacks is null, or an empty list;
 * what it has beyond is ignored. Odd optional members are read as those of a {@link Transaction};
 * odd {@code sub_orders} make an answer unusable.
 *
 * @param combineAppid the app that it was placed with
 * @param combineMchid the merchant that placed it
 * @param combineOutTradeNo its merchant order number
 * @param sceneInfo where it was paid
 * @param subOrders its parts, each in a state of its own
 * @param combinePayerInfo who paid
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CombineTransaction(
    @JsonProperty("combine_appid") @Lenient @Nullable String combineAppid,
    @JsonProperty("combine_mchid") @Lenient @Nullable String combineMchid,
    @JsonProperty("combine_out_trade_no") @Lenient @Nullable String combineOutTradeNo,
    @JsonProperty("scene_info") @Lenient @Nullable SceneInfo sceneInfo,
    @JsonProperty("sub_orders") List<Transaction> subOrders,
    @JsonProperty("combine_payer_info") @Lenient @Nullable Payer combinePayerInfo)
    implements Serializable {

  /** Creates a transaction; null in place of a list makes an empty one. */
  public CombineTransaction {
    subOrders = Transaction.listOf(subOrders);
  }
}
