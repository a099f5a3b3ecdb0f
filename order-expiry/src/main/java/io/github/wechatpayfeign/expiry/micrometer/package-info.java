/**
 * Metrics of orders that expire, with Micrometer. The rest of this module does not refer to this
 * package, so Micrometer is needed only if this package is used.
 */
@NullMarked
package io.github.wechatpayfeign.expiry.micrometer;

import org.jspecify.annotations.NullMarked;
