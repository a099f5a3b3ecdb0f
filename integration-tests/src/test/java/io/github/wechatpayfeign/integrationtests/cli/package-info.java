/** The command line as a process of its own: its jar, results, streams, simulator and signals. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.cli;

import org.jspecify.annotations.NullMarked;
