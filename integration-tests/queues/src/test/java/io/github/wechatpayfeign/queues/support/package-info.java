/** A shop behind queues, and servers of queues that this machine may have. */
@NullMarked
package io.github.wechatpayfeign.queues.support;

import org.jspecify.annotations.NullMarked;
