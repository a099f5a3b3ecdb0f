/** What can go wrong with one request: the kinds of faults, and when they strike. */
@NullMarked
package io.github.wechatpayfeign.simulator.fault;

import org.jspecify.annotations.NullMarked;
