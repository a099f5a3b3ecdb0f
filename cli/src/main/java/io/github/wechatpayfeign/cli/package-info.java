/**
 * The command line: closes and queries WeChat Pay orders, and reports what is known of each.
 *
 * <p>Each package answers one question:
 *
 * <ul>
 *   <li>{@code console}: what do all commands share? Streams, exit codes, safe text.
 *   <li>{@code settings}: which options and variables make a merchant and a client?
 *   <li>{@code orders}: which orders does {@code close} or {@code query} take, and how does a run
 *       go, stop and report?
 *   <li>{@code results}: what became of an order, and how is it shown and kept?
 *   <li>{@code doctor}: what is wrong with this configuration?
 *   <li>{@code expiry}: how does a fleet close orders that were not paid in time?
 *   <li>{@code simulate}: how is the simulator served to other processes?
 * </ul>
 */
@NullMarked
package io.github.wechatpayfeign.cli;

import org.jspecify.annotations.NullMarked;
