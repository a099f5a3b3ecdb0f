/**
 * The control of the simulator over HTTP: commands, how they are found by method and path, and the
 * OpenAPI document that describes them. What the commands do is written in the root package. For
 * the simulator alone: it may change at any time.
 */
@NullMarked
package io.github.wechatpayfeign.simulator.internal.admin;

import org.jspecify.annotations.NullMarked;
