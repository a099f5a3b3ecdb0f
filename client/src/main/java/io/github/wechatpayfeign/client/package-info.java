/** One call of WeChat Pay APIv3. */
@NullMarked
package io.github.wechatpayfeign.client;

import org.jspecify.annotations.NullMarked;
