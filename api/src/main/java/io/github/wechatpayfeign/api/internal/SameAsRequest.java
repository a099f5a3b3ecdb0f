package io.github.wechatpayfeign.api.internal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a member of an answer that must have the value that the request has, if the request names
 * it: as a parameter in its URL, or as a member of its body.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SameAsRequest {}
