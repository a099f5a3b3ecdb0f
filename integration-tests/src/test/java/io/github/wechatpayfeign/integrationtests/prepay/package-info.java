/** Orders placed through the public API, and what the buyer's phone gets. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.prepay;

import org.jspecify.annotations.NullMarked;
