/** Tests of the simulator, with clients that share no code with it. */
@NullMarked
package io.github.wechatpayfeign.simulator;

import org.jspecify.annotations.NullMarked;
