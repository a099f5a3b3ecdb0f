/** Signing and verification with Feign's other HTTP clients. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.standalone;

import org.jspecify.annotations.NullMarked;
