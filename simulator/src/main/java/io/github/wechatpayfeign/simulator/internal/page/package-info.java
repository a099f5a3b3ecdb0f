/**
 * The page for people: static files, which a browser fills by the commands under {@code /__admin}.
 * For the simulator alone: it may change at any time.
 */
@NullMarked
package io.github.wechatpayfeign.simulator.internal.page;

import org.jspecify.annotations.NullMarked;
