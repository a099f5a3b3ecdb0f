/** Thousands of calls with faults and races of every kind, drawn from a seed. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.campaign;

import org.jspecify.annotations.NullMarked;
