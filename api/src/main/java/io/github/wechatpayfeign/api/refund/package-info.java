/**
 * Refunds: the Feign interfaces, and a call that finds out what became of a refund.
 *
 * <ul>
 *   <li>Where do I start? {@code Refunds}, {@code RefundRequest} with its builder
 *   <li>Which calls are there? {@code RefundsApi}, {@code AsyncRefundsApi}
 *   <li>What comes back? {@code Refund}, {@code RefundStatus}
 *   <li>What became of a refund? {@code RefundDecision}, {@code RefundPolicy}, {@code
 *       RefundNumberUsedException}
 *   <li>How does it find out? {@code OngoingRefund}, {@code RefundProof}
 *   <li>Which values are allowed? {@code OutRefundNo}, {@code RefundRules}
 * </ul>
 */
@NullMarked
package io.github.wechatpayfeign.api.refund;

import org.jspecify.annotations.NullMarked;
