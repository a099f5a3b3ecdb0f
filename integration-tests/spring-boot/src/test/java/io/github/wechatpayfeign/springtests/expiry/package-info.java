/** An application whose orders expire, with JdbcTemplate, MyBatis and JPA. */
@NullMarked
package io.github.wechatpayfeign.springtests.expiry;

import org.jspecify.annotations.NullMarked;
