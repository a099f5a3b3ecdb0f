/**
 * The commands {@code close} and {@code query}: which orders they take, and how a run goes.
 *
 * <ul>
 *   <li>Where do the order numbers come from, and are they right? {@code OrderOptions}, {@code
 *       OrderPlan}, {@code OrderInput}, {@code OrderNumberRule}; {@code PlainLines} and {@code
 *       CsvLines} read the two kinds of files.
 *   <li>What happens with one order? {@code OrderClient}, with {@code DecisiveOptions}.
 *   <li>How does a run go? {@code OrderRun} starts {@code Workers}; {@code Results} writes what
 *       they return; {@code RateLimit} holds them back.
 *   <li>How does it stop? {@code Tally} stops it by itself, {@code Stop} after Ctrl-C.
 *   <li>What does the operator see? The bar of {@code console} on a terminal, {@code RunReport}
 *       otherwise and at the end.
 * </ul>
 */
@NullMarked
package io.github.wechatpayfeign.cli.orders;

import org.jspecify.annotations.NullMarked;
