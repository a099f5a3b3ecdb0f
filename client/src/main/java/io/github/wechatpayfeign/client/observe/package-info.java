/** Interfaces to observe calls (listeners) and to hold them back (guards), and their facts. */
@NullMarked
package io.github.wechatpayfeign.client.observe;

import org.jspecify.annotations.NullMarked;
