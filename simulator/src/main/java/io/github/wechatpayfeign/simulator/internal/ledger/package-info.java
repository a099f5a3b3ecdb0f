/**
 * Where orders, combines and refunds are kept, and how they are written as JSON. For the simulator
 * alone: it may change at any time.
 */
@NullMarked
package io.github.wechatpayfeign.simulator.internal.ledger;

import org.jspecify.annotations.NullMarked;
