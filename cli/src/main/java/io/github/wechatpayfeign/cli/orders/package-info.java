/** The commands {@code close} and {@code query}: which orders they take, and how a run goes. */
@NullMarked
package io.github.wechatpayfeign.cli.orders;

import org.jspecify.annotations.NullMarked;
