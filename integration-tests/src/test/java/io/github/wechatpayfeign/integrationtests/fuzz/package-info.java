/** Bytes thrown at every parser, by a fuzzer that runs in a process of its own. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.fuzz;

import org.jspecify.annotations.NullMarked;
