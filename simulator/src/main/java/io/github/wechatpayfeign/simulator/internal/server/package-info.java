/**
 * The simulator's HTTP server on Netty: it reads requests as they are on the wire, and sends whole,
 * broken and endless answers. It knows nothing of WeChat Pay. For the simulator alone: it may
 * change at any time.
 */
@NullMarked
package io.github.wechatpayfeign.simulator.internal.server;

import org.jspecify.annotations.NullMarked;
