/** The Feign interface of WeChat Pay APIv3's orders, and the entry point that wires it. */
@NullMarked
package io.github.wechatpayfeign.api;

import org.jspecify.annotations.NullMarked;
