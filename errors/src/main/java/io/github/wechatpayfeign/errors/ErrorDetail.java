package io.github.wechatpayfeign.errors;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The {@code detail} of an error answer. Every part may be null, because the gateway's details have
 * no fixed form.
 *
 * @param field the parameter that is wrong
 * @param value the value that was refused, as text
 * @param issue what is wrong with it
 * @param location where the parameter is, such as {@code body}, {@code query} or {@code
 *     authorization}
 * @see <a href="https://pay.weixin.qq.com/wiki/doc/apiv3/Share/error_code.shtml">the form of error
 *     answers</a>
 */
public record ErrorDetail(
    @Nullable String field,
    @Nullable String value,
    @Nullable String issue,
    @Nullable String location)
    implements Serializable {}
