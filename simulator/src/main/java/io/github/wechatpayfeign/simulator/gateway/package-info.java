/** How the gateway is set up, and what it received: its keys, its strictness, a request. */
@NullMarked
package io.github.wechatpayfeign.simulator.gateway;

import org.jspecify.annotations.NullMarked;
