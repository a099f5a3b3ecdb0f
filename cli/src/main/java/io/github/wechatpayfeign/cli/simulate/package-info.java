/** The command {@code simulate}, which serves a simulated gateway. */
@NullMarked
package io.github.wechatpayfeign.cli.simulate;

import org.jspecify.annotations.NullMarked;
