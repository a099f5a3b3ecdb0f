/** A WeChat Pay APIv3 gateway on loopback, for tests: an order book, strict checks and faults. */
@NullMarked
package io.github.wechatpayfeign.simulator;

import org.jspecify.annotations.NullMarked;
