/**
 * The options and variables that make a merchant and a client: the {@code ...Options} classes hold
 * them, {@code VariableDefaults} reads the variables, {@code Proxy...} chooses the proxy.
 */
@NullMarked
package io.github.wechatpayfeign.cli.settings;

import org.jspecify.annotations.NullMarked;
