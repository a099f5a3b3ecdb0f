/** The keys of both sides: platform certificates, replaced keys and providers of signatures. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.keys;

import org.jspecify.annotations.NullMarked;
