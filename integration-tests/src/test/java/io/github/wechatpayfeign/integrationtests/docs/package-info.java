/** The pages: their links, their snippets, which compile and run here, and what they name. */
@NullMarked
package io.github.wechatpayfeign.integrationtests.docs;

import org.jspecify.annotations.NullMarked;
