/** Tests of the artifacts that a release publishes. */
@NullMarked
package io.github.wechatpayfeign.release;

import org.jspecify.annotations.NullMarked;
