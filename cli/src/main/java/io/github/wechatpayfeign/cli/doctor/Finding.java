package io.github.wechatpayfeign.cli.doctor;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * What one check of the doctor found. The components are the members of its JSON output, in the
 * same order.
 *
 * @param check what was checked, such as {@code private-key}
 * @param subject the host that was checked, or null if the check is about this machine's settings
 * @param message what was found
 * @param fix what to do about it, or null if there is nothing to do
 * @param millis how long a step on the network took, or null for other checks
 */
@JsonPropertyOrder({"check", "subject", "status", "message", "fix", "millis"})
record Finding(
    String check,
    @Nullable String subject,
    FindingStatus status,
    String message,
    @Nullable String fix,
    @Nullable Long millis) {}
