/** Tests of what the client promises when everything around it misbehaves. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.promises;

import org.jspecify.annotations.NullMarked;
