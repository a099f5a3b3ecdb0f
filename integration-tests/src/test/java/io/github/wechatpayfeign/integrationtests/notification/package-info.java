/** Notices over real sockets, in each way in which the gateway signs and encrypts. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.notification;

import org.jspecify.annotations.NullMarked;
