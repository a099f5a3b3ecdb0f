/** Payments refunded and refunds queried through the public API. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.refund;

import org.jspecify.annotations.NullMarked;
