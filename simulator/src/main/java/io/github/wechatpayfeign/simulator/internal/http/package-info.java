/** Answers and refusals as HTTP messages. For the simulator alone: it may change at any time. */
@NullMarked
package io.github.wechatpayfeign.simulator.internal.http;

import org.jspecify.annotations.NullMarked;
