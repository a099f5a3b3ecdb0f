package io.github.wechatpayfeign.client;

import java.time.Clock;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The rules and the budget that all calls of a client share.
 *
 * @param deadline how long a call may take, attempts and pauses together
 * @param nanoTime a clock that never goes back, in nanoseconds
 * @param random returns numbers from 0 (inclusive) to 1 (exclusive), for jitter
 */
record CallRules(
    RetryPolicy policy,
    RetryBudget budget,
    Duration deadline,
    Clock clock,
    LongSupplier nanoTime,
    DoubleSupplier random) {}
