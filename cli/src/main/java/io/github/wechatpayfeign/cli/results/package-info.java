/** What became of an order, and how it is shown and kept. */
@NullMarked
package io.github.wechatpayfeign.cli.results;

import org.jspecify.annotations.NullMarked;
