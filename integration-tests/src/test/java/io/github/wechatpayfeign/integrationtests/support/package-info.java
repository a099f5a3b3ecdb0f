/**
 * Servers, clocks, fixtures and ways to wait, which tests of several packages use. It does not use
 * the other packages.
 */
@NullMarked
package io.github.wechatpayfeign.integrationtests.support;

import org.jspecify.annotations.NullMarked;
