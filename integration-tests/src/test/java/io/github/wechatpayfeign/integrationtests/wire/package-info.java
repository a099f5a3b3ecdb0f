/**
 * What is on the wire and what is believed of it: signatures, answers, time limits, secrets, cost.
 */
@NullMarked
package io.github.wechatpayfeign.integrationtests.wire;

import org.jspecify.annotations.NullMarked;
