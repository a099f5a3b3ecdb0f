package io.github.wechatpayfeign.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.restclient.test.autoconfigure.RestClientTest;

/** {@code @RestClientTest}, which stands in another package in each major Spring Boot. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RestClientTest
@interface RestClientSlice {}
