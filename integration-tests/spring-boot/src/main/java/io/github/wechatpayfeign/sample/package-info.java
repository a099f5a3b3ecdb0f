/** A microservice that cancels orders, as an example of the starter in use. */
@NullMarked
package io.github.wechatpayfeign.sample;

import org.jspecify.annotations.NullMarked;
