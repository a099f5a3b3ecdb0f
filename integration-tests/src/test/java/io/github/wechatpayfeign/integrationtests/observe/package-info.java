/** Tests of listeners, traces, meters and guards of calls. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.observe;

import org.jspecify.annotations.NullMarked;
