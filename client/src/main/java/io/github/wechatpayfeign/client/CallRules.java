package io.github.wechatpayfeign.client;

import java.time.Clock;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * What all calls of a client obey and share.
 *
 * @param deadline how long a call may take, attempts and pauses together
 * @param nanoTime a clock that never goes back, in nanoseconds
 * @param random a number from 0 to 1 for jitter
 */
record CallRules(
    RetryPolicy policy,
    RetryBudget budget,
    Duration deadline,
    Clock clock,
    LongSupplier nanoTime,
    DoubleSupplier random) {}
