/** Measures this client and others side by side, each in a process of its own. */
@NullMarked
package io.github.wechatpayfeign.benchmarks;

import org.jspecify.annotations.NullMarked;
