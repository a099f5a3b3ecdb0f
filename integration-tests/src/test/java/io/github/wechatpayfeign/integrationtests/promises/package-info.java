/** Tests of the client's promises while everything around it misbehaves. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.promises;

import org.jspecify.annotations.NullMarked;
