/**
 * The simulator's own keys, signatures and certificates. They share no code with the client, so
 * that both cannot be wrong together. For the simulator alone: it may change at any time.
 */
@NullMarked
package io.github.wechatpayfeign.simulator.internal.crypto;

import org.jspecify.annotations.NullMarked;
