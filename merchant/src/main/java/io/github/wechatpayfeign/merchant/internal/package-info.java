/** Classes for the other modules of this project only; they may change at any time. */
@NullMarked
package io.github.wechatpayfeign.merchant.internal;

import org.jspecify.annotations.NullMarked;
