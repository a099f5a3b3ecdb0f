/**
 * The file that keeps orders from one start to the next. For the simulator alone: it may change at
 * any time.
 */
@NullMarked
package io.github.wechatpayfeign.simulator.internal.state;

import org.jspecify.annotations.NullMarked;
