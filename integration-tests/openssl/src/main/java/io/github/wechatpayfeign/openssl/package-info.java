/** Makes keys, certificates and signatures for tests with the {@code openssl} command. */
@NullMarked
package io.github.wechatpayfeign.openssl;

import org.jspecify.annotations.NullMarked;
