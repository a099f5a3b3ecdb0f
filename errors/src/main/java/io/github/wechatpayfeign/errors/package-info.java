/** Typed exceptions for WeChat Pay APIv3, and the Feign error decoder that creates them. */
@NullMarked
package io.github.wechatpayfeign.errors;

import org.jspecify.annotations.NullMarked;
