/** Signs what is sent to WeChat Pay APIv3 and verifies what comes back, as parts for Feign. */
@NullMarked
package io.github.wechatpayfeign.signing;

import org.jspecify.annotations.NullMarked;
