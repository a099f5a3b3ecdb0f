/**
 * Orders that expire by way of a queue or a job that a shop has already. {@code ExpiredOrderCloser}
 * and {@code OrderTable} are the same behind all of them; {@code ...Recipe} has what is different;
 * {@code MovingOver} is the way from there to order expiry. The page about queues shows this code.
 */
@NullMarked
package io.github.wechatpayfeign.queues;

import org.jspecify.annotations.NullMarked;
