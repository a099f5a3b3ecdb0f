/**
 * Placing orders, and what the buyer's phone needs to pay them.
 *
 * <ul>
 *   <li>Where do I start? {@code Prepay}, {@code CombinePrepay}
 *   <li>What is placed? {@code PrepayOrder}, {@code CombineOrder}, {@code CombineSubOrder}, their
 *       builders, and {@code OrderDetail}, {@code SceneInfo}, {@code SettleInfo}
 *   <li>What does the phone get? {@code PayInvocation}: {@code JsapiInvocation}, {@code
 *       AppInvocation}; {@code H5Url}, {@code CodeUrl}
 *   <li>Which calls are there? {@code PrepayApi}, {@code PartnerPrepayApi}, {@code
 *       CombinePrepayApi}, and the same with futures: {@code Async...}
 *   <li>What do they send, and what comes back? {@code ...Request}, {@code Payer}, {@code
 *       PartnerPayer}; {@code PrepayId}
 *   <li>Who places and who signs? {@code PrepayCalls}, {@code Cashier}
 *   <li>Which values are allowed? {@code Rules}, {@code TimeExpire}, {@code
 *       TimeExpireOutOfRangeException}
 * </ul>
 */
@NullMarked
package io.github.wechatpayfeign.api.prepay;

import org.jspecify.annotations.NullMarked;
