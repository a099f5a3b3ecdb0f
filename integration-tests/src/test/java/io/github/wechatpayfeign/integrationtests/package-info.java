/**
 * Tests of the whole client over real sockets, in one package for each subject. Each of them may
 * use {@code support} and no other; {@code ArchitectureTest} checks that.
 */
@NullMarked
package io.github.wechatpayfeign.integrationtests;

import org.jspecify.annotations.NullMarked;
