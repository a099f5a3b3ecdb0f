package io.github.wechatpayfeign.simulator.internal.notices;

import java.time.Duration;

/**
 * What a merchant answered to a notice.
 *
 * @param status the HTTP status, or 0 if there was no answer
 * @param body the first 8 KiB of the body
 * @param took the time from sending to the end of the answer
 * @param failure why there was no answer, or empty
 */
public record NoticeAnswer(int status, String body, Duration took, String failure) {}
