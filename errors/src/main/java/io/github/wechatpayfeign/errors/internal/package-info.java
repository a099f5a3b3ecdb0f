/** What the modules of this project share, for them alone: it may change at any time. */
@NullMarked
package io.github.wechatpayfeign.errors.internal;

import org.jspecify.annotations.NullMarked;
