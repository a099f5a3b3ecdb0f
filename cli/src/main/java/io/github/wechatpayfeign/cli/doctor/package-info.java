/**
 * The command {@code doctor}, which checks a configuration without changing anything: {@code
 * Checkup} is the order of the checks, each {@code ...Checks} one group of them.
 */
@NullMarked
package io.github.wechatpayfeign.cli.doctor;

import org.jspecify.annotations.NullMarked;
