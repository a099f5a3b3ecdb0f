/**
 * Closes orders that were not paid in time, from any number of processes, and has each of them
 * settled once. Start with {@link io.github.wechatpayfeign.expiry.OrderExpiry}.
 *
 * <table class="striped">
 *   <caption>Where to find what</caption>
 *   <tr><th>Question</th><th>Class</th></tr>
 *   <tr><td>What the application calls</td><td>{@code OrderExpiry}, {@code OrderExpiryBuilder}</td></tr>
 *   <tr><td>What the application writes</td><td>{@code ExpiredOrderHandler}, {@code Transactions}</td></tr>
 *   <tr><td>What happens to one order</td><td>{@code TimerWork}</td></tr>
 *   <tr><td>All SQL of this module</td><td>{@code TimerTable}, {@code Database}, {@code FleetBuckets}</td></tr>
 *   <tr><td>When nothing is fetched</td><td>{@code RequestLimit}, {@code FleetPause}, {@code MerchantPause}</td></tr>
 *   <tr><td>What the engine is told</td><td>{@code ExpiryEngine}</td></tr>
 * </table>
 */
@NullMarked
package io.github.wechatpayfeign.expiry;

import org.jspecify.annotations.NullMarked;
