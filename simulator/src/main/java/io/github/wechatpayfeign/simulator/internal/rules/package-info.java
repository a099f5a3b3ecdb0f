/**
 * Which of the rules that nothing shows the real gateway to have are switched on. For the simulator
 * alone: it may change at any time.
 */
@NullMarked
package io.github.wechatpayfeign.simulator.internal.rules;

import org.jspecify.annotations.NullMarked;
