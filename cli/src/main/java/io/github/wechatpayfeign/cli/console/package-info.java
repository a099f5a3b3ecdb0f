/** What every command shares: the process around it, its streams and its exit codes. */
@NullMarked
package io.github.wechatpayfeign.cli.console;

import org.jspecify.annotations.NullMarked;
