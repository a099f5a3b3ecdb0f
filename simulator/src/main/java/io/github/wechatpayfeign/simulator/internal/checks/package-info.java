/**
 * The checks of a request that do not depend on its endpoint. For the simulator alone: it may
 * change at any time.
 */
@NullMarked
package io.github.wechatpayfeign.simulator.internal.checks;

import org.jspecify.annotations.NullMarked;
