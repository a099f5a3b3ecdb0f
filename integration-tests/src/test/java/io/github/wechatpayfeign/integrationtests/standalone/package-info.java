/** Signing and verification with other HTTP clients of Feign's. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.standalone;

import org.jspecify.annotations.NullMarked;
