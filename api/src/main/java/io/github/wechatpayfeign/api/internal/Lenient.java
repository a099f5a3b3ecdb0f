package io.github.wechatpayfeign.api.internal;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a member of an answer that decides nothing. If it does not have its documented form, it is
 * read as null, so that it cannot make the rest of the answer unusable.
 */
@JacksonAnnotationsInside
@JsonDeserialize(using = OptionalMember.OrNull.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface Lenient {}
