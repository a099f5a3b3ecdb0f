/** The behaviour of other clients, shown by running them. */
@NullMarked
package io.github.wechatpayfeign.peers;

import org.jspecify.annotations.NullMarked;
