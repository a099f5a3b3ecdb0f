/**
 * Guards that hold calls to WeChat Pay back, with Resilience4j's circuit breaker and rate limiter.
 */
@NullMarked
package io.github.wechatpayfeign.api.resilience4j;

import org.jspecify.annotations.NullMarked;
