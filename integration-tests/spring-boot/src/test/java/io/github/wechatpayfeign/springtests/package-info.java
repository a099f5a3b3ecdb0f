/** Tests of the starter on the Spring Boot of the module that runs them. */
@NullMarked
package io.github.wechatpayfeign.springtests;

import org.jspecify.annotations.NullMarked;
