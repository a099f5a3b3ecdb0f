/**
 * The Feign interfaces for orders in WeChat Pay APIv3, and the entry point that wires them.
 *
 * <ul>
 *   <li>Where do I start? {@code WechatPay}, {@code WechatPayRegistry} (many merchants), {@code
 *       SubMerchant} (service providers), {@code ClientSettings}
 *   <li>Which calls are there? {@code TransactionsApi}, {@code PartnerTransactionsApi}, {@code
 *       CombineTransactionsApi}, and the same with futures: {@code Async...}
 *   <li>What does a close send? {@code CloseOrderRequest}, {@code PartnerCloseOrderRequest}, {@code
 *       CombineCloseRequest}
 *   <li>What comes back? {@code Transaction}, {@code CombineTransaction}, {@code TradeState},
 *       {@code CloseReceipt}
 *   <li>What became of an order? {@code DecisiveClose}, {@code CloseDecision}, {@code ClosePolicy},
 *       {@code CloseFailure}, and {@code Combine...} for combined orders
 *   <li>How does it find out? {@code OngoingClose}, {@code OrderCalls}, {@code Standing}, {@code
 *       Settlement}
 *   <li>Which numbers are allowed? {@code OutTradeNo}, {@code CombineOutTradeNo}, {@code
 *       TransactionId}, {@code Mchid}, {@code InvalidOrderNumberException}
 *   <li>Where do requests go? {@code BaseUrl}
 *   <li>How is JSON read and written? {@code WechatPayDecoder}, {@code AnswerMatchesRequest},
 *       {@code WechatPayEncoder}, and the package {@code internal}
 *   <li>How is a payment refunded? The package {@code refund}
 *   <li>How are interfaces parsed? {@code CachedContract}
 * </ul>
 */
@NullMarked
package io.github.wechatpayfeign.api;

import org.jspecify.annotations.NullMarked;
