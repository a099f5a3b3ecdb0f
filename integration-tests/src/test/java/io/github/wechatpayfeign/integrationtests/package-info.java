/** Tests of the whole client over real sockets. */
@NullMarked
package io.github.wechatpayfeign.integrationtests;

import org.jspecify.annotations.NullMarked;
