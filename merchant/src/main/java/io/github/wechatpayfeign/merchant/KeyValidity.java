package io.github.wechatpayfeign.merchant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The name of a key and the time in which it is valid, but not the key.
 *
 * @param serial the serial of a certificate, or the id of a WeChat Pay public key
 * @param from the first moment at which it is valid, or null where that is not known, as for a
 *     merchant that was given a serial and no certificate, or not limited, as for a public key
 * @param until the last one, or null in the same cases
 */
public record KeyValidity(String serial, @Nullable Instant from, @Nullable Instant until) {}
