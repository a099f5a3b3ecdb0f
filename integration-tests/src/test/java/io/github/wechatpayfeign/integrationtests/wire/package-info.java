/**
 * Bytes on the wire, and which of them are accepted: signatures, answers, time limits, secrets,
 * cost.
 */
@NullMarked
package io.github.wechatpayfeign.integrationtests.wire;

import org.jspecify.annotations.NullMarked;
