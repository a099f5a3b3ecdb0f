/** Makes WeChat Pay a bean of a Spring Boot application, configured by its properties. */
@NullMarked
package io.github.wechatpayfeign.spring;

import org.jspecify.annotations.NullMarked;
