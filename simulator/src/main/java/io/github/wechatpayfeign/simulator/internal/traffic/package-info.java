/**
 * The way of a request through the gateway, and the faults on it. For the simulator alone: it may
 * change at any time.
 */
@NullMarked
package io.github.wechatpayfeign.simulator.internal.traffic;

import org.jspecify.annotations.NullMarked;
