/**
 * What the simulator needs to send notices: their envelope, the times of repeats, and a sender that
 * reaches this machine and allowed hosts only. For the simulator alone: it may change at any time.
 */
@NullMarked
package io.github.wechatpayfeign.simulator.internal.notices;

import org.jspecify.annotations.NullMarked;
