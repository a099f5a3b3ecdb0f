/** Other versions of libraries on the class path of an application. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.libraries;

import org.jspecify.annotations.NullMarked;
