/**
 * The keys and certificates of the merchants and of the gateway, and signed answers. For the
 * simulator alone: it may change at any time.
 */
@NullMarked
package io.github.wechatpayfeign.simulator.internal.accounts;

import org.jspecify.annotations.NullMarked;
