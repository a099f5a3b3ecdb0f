/**
 * What tests of several rooms use: servers, clocks, fixtures, and ways to wait. It needs none of
 * the rooms.
 */
@NullMarked
package io.github.wechatpayfeign.integrationtests.support;

import org.jspecify.annotations.NullMarked;
