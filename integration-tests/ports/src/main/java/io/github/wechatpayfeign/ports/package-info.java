/** Gives tests ports on loopback that refuse, or that they can listen on. */
@NullMarked
package io.github.wechatpayfeign.ports;

import org.jspecify.annotations.NullMarked;
