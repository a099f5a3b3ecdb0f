/** What listeners, traces and meters tell of a call, and calls that are guarded. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.observe;

import org.jspecify.annotations.NullMarked;
