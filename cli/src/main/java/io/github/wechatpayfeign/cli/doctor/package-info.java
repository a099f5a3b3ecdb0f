/** The command {@code doctor}, which checks a configuration without changing anything. */
@NullMarked
package io.github.wechatpayfeign.cli.doctor;

import org.jspecify.annotations.NullMarked;
