/** Notices that controllers of Spring MVC and WebFlux get. */
@NullMarked
package io.github.wechatpayfeign.springtests.notification;

import org.jspecify.annotations.NullMarked;
