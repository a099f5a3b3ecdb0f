package io.github.wechatpayfeign.api;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a member of an answer that decides nothing: it is read as null if it is not of the form
 * that is documented, so that it cannot hide what the answer says.
 */
@JacksonAnnotationsInside
@JsonDeserialize(using = OptionalMember.OrNull.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@interface Lenient {}
