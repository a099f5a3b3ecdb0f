/** Measures this client and others side by side, each in its own process. */
@NullMarked
package io.github.wechatpayfeign.benchmarks;

import org.jspecify.annotations.NullMarked;
