/** The command line in its own process: its jar, results, streams, simulator and signals. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.cli;

import org.jspecify.annotations.NullMarked;
