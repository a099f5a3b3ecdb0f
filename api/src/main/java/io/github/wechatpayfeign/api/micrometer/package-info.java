/**
 * Metrics and traces by Micrometer. Nothing else of this library refers to it, so that nothing of
 * Micrometer is needed unless this package is used.
 */
@NullMarked
package io.github.wechatpayfeign.api.micrometer;

import org.jspecify.annotations.NullMarked;
