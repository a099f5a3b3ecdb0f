/** The states of orders and refunds, and the steps between them. */
@NullMarked
package io.github.wechatpayfeign.simulator.order;

import org.jspecify.annotations.NullMarked;
