package io.github.wechatpayfeign.merchant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The name of a key and the time in which it is valid, without the key itself.
 *
 * @param serial the serial of a certificate, or the id of a WeChat Pay public key
 * @param from the first moment at which the key is valid; null if it is not known, because the
 *     merchant has a serial and no certificate, or if there is no limit, as for a public key
 * @param until the last moment at which the key is valid; null in the same cases
 */
public record KeyValidity(String serial, @Nullable Instant from, @Nullable Instant until) {}
