/**
 * What the packages of this module share to read and write JSON, for them alone: it may change at
 * any time.
 */
@NullMarked
package io.github.wechatpayfeign.api.internal;

import org.jspecify.annotations.NullMarked;
