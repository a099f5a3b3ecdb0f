/**
 * Metrics and traces with Micrometer. The rest of this library does not refer to this package, so
 * Micrometer is needed only if this package is used.
 */
@NullMarked
package io.github.wechatpayfeign.api.micrometer;

import org.jspecify.annotations.NullMarked;
