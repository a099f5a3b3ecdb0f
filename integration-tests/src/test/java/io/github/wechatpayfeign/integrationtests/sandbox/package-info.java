/** The page of the simulator in a browser. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.sandbox;

import org.jspecify.annotations.NullMarked;
