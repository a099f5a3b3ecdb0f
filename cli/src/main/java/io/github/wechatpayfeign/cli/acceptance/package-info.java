/**
 * The command {@code acceptance}, which drives an application through the points of WeChat Pay's
 * acceptance list that can be seen from outside.
 */
@NullMarked
package io.github.wechatpayfeign.cli.acceptance;

import org.jspecify.annotations.NullMarked;
