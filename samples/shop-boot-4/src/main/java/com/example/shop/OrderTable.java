package com.example.shop;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The orders and the stock, in the database of the shop. Each order takes one piece. */
@Repository
class OrderTable {

  /** An order as it was placed. */
  record Order(String no, long total, Instant timeExpire, String state) {}

  private final JdbcTemplate jdbc;

  OrderTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  void insert(String no, long total, Instant timeExpire) {
    jdbc.update(
        "insert into orders values (?, ?, ?, 'WAITING')",
        no,
        total,
        timeExpire.atOffset(ZoneOffset.UTC));
    jdbc.update("update stock set pieces = pieces - 1");
  }

  Order find(String no) {
    return jdbc.queryForObject(
        "select * from orders where no = ?",
        (row, number) ->
            new Order(
                row.getString("no"),
                row.getLong("total"),
                row.getObject("time_expire", OffsetDateTime.class).toInstant(),
                row.getString("state")),
        no);
  }

  void deliver(String no) {
    set(no, "DELIVERED");
  }

  void refunded(String no) {
    set(no, "REFUNDED");
  }

  /** Gives the piece of an order back that was not paid. */
  void release(String no) {
    set(no, "RELEASED");
    jdbc.update("update stock set pieces = pieces + 1");
  }

  private void set(String no, String state) {
    jdbc.update("update orders set state = ? where no = ?", state, no);
  }
}
