/** A circuit breaker and a rate limiter of Resilience4j as guards of the calls to WeChat Pay. */
@NullMarked
package io.github.wechatpayfeign.api.resilience4j;

import org.jspecify.annotations.NullMarked;
