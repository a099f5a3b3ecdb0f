/** What other clients do, seen by running them. */
@NullMarked
package io.github.wechatpayfeign.peers;

import org.jspecify.annotations.NullMarked;
