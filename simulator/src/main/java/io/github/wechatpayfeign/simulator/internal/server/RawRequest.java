package io.github.wechatpayfeign.simulator.internal.server;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it was on the wire.
 *
 * @param method the method; empty if it was not understood
 * @param target the target as it was received: UTF-8 if it is that, otherwise ISO-8859-1; empty if
 *     it was not understood
 * @param headers the values of each header, by its name as it was sent first; a look-up ignores
 *     case
 * @param body the body; a longer one than the limit is cut one byte after it
 * @param problem why it was not understood, or null if it was; the rest is then what was received
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; the array has no second owner.
public record RawRequest(
    String method,
    String target,
    Map<String, List<String>> headers,
    byte[] body,
    @Nullable RequestProblem problem) {}
