/**
 * Databases, worker processes and a network that fails, each on this machine alone. It does not use
 * the other packages.
 */
@NullMarked
package io.github.wechatpayfeign.orderexpirytests.support;

import org.jspecify.annotations.NullMarked;
