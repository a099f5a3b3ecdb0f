package io.github.wechatpayfeign.springtests.expiry;

import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;

/** Writes orders by MyBatis. */
@Mapper
interface OrderMapper {

  @Insert("insert into orders (no, state) values (#{no}, 'OPEN')")
  void insert(String no);
}
