/** Orders closed and queried through the public API, and the arguments that it takes. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.close;

import org.jspecify.annotations.NullMarked;
