/** Tests of the pages: their links, their snippets, which compile and run here, and their names. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.docs;

import org.jspecify.annotations.NullMarked;
