/** Attempts: which calls are repeated, by whom, and at which domain. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.retry;

import org.jspecify.annotations.NullMarked;
