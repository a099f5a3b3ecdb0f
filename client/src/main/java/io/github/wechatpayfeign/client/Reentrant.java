package io.github.wechatpayfeign.client;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a method of a Feign interface has the same effect if it is carried out twice, so that
 * {@link WechatPayClient} may repeat a failed call. A method without this annotation is never
 * repeated, whatever its HTTP method.
 *
 * <p>"Close order" is re-entrant. A method that creates something is re-entrant only if the gateway
 * recognizes a repeated request by its order number, and the body stays the same.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Reentrant {}
