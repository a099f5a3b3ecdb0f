/** The command line: closes and queries WeChat Pay orders and tells of each what is known. */
@NullMarked
package io.github.wechatpayfeign.cli;

import org.jspecify.annotations.NullMarked;
