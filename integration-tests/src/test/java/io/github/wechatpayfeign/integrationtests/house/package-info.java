/** The rules of the code base, checked on its class files. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.house;

import org.jspecify.annotations.NullMarked;
