/** The options and variables that make a merchant and a client. */
@NullMarked
package io.github.wechatpayfeign.cli.settings;

import org.jspecify.annotations.NullMarked;
