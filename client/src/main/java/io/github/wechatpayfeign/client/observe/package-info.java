/** Follows calls, and holds calls back. */
@NullMarked
package io.github.wechatpayfeign.client.observe;

import org.jspecify.annotations.NullMarked;
