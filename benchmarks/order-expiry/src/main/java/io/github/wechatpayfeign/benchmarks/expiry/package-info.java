/**
 * Measures what an expired order costs: {@link ExpiryBenchmark} is the command, and runs one class
 * a part. {@link Worker} and {@link Sweeper} are processes of their own.
 */
@NullMarked
package io.github.wechatpayfeign.benchmarks.expiry;

import org.jspecify.annotations.NullMarked;
