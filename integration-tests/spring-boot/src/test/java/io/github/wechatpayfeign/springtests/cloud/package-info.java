/** Tests of the starter beside Spring Cloud OpenFeign. */
@NullMarked
package io.github.wechatpayfeign.springtests.cloud;

import org.jspecify.annotations.NullMarked;
