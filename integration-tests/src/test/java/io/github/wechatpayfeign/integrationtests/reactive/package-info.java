/** The calls in Reactor, as the page about Kotlin and Reactor shows them. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.reactive;

import org.jspecify.annotations.NullMarked;
