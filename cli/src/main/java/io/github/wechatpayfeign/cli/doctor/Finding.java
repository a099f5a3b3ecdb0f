package io.github.wechatpayfeign.cli.doctor;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * What the doctor found; the members of its JSON output, in its order.
 *
 * @param check what was checked, such as {@code private-key}
 * @param subject the host that it was checked at, or null where it is about this machine's settings
 * @param message what was found
 * @param fix what to do about it, or null where there is nothing to do
 * @param millis how long it took, or null where that tells nothing
 */
@JsonPropertyOrder({"check", "subject", "status", "message", "fix", "millis"})
record Finding(
    String check,
    @Nullable String subject,
    FindingStatus status,
    String message,
    @Nullable String fix,
    @Nullable Long millis) {}
