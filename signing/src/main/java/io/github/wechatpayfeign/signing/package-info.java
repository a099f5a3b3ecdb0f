/** Signs requests to WeChat Pay APIv3 and verifies its answers, for Feign and other clients. */
@NullMarked
package io.github.wechatpayfeign.signing;

import org.jspecify.annotations.NullMarked;
