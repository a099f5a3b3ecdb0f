package io.github.wechatpayfeign.client;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a method of a Feign interface may be carried out twice without harm, so that {@link
 * WechatPayClient} may repeat a call that failed. A method without it is never repeated, whatever
 * its HTTP method.
 *
 * <p>"Close order" is re-entrant. A method that creates something is so only if the gateway tells a
 * repeated request by its order number, and the body stays the same.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Reentrant {}
