package io.github.wechatpayfeign.errors;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The {@code detail} of an error answer. Every part is optional: the gateway's details are
 * irregular.
 *
 * @param field the parameter at fault
 * @param value the value that was refused, as text
 * @param issue what is wrong with it
 * @param location where it was found, such as {@code body}, {@code query} or {@code authorization}
 * @see <a href="https://pay.weixin.qq.com/wiki/doc/apiv3/Share/error_code.shtml">the form of error
 *     answers</a>
 */
public record ErrorDetail(
    @Nullable String field,
    @Nullable String value,
    @Nullable String issue,
    @Nullable String location)
    implements Serializable {}
