/** Orders that expire, with real databases, worker processes, and faults between them. */
@NullMarked
package io.github.wechatpayfeign.orderexpirytests;

import org.jspecify.annotations.NullMarked;
