/**
 * The endpoints: what each reads from a request, and what it answers. For the simulator alone: it
 * may change at any time.
 */
@NullMarked
package io.github.wechatpayfeign.simulator.internal.endpoints;

import org.jspecify.annotations.NullMarked;
