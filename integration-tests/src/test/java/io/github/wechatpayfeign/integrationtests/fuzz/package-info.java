/** A fuzzer, which runs in its own process, feeds random bytes to every parser. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.fuzz;

import org.jspecify.annotations.NullMarked;
