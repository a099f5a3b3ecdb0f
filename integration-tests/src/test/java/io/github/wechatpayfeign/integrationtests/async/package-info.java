/** Asynchronous calls: how they end, fail and are cancelled, and calls on virtual threads. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.async;

import org.jspecify.annotations.NullMarked;
