/** What other modules of this project need, and nobody else: it may change at any time. */
@NullMarked
package io.github.wechatpayfeign.merchant.internal;

import org.jspecify.annotations.NullMarked;
