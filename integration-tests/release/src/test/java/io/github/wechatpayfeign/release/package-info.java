/** Tests of what would be published. */
@NullMarked
package io.github.wechatpayfeign.release;

import org.jspecify.annotations.NullMarked;
