/** Other clients, each through its public API. */
@NullMarked
package io.github.wechatpayfeign.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
