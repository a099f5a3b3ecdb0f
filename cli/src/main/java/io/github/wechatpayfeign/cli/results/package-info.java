/**
 * What became of an order, and how it is shown and kept: {@code OrderResult} is made by {@code
 * Decisions} or {@code FailureResults}, shown by a {@code ResultFormat}, and kept in a {@code
 * ResultsFile}.
 */
@NullMarked
package io.github.wechatpayfeign.cli.results;

import org.jspecify.annotations.NullMarked;
