/** Tests of what notices need. */
@org.jspecify.annotations.NullMarked
package io.github.wechatpayfeign.simulator.internal.notices;
